package org.initlab.experiments.pennington2017;

/** A complex number, with what the density of a spectrum needs. */
record Complex(double re, double im) {
  Complex plus(Complex o) {
    return new Complex(re + o.re, im + o.im);
  }

  Complex plus(double x) {
    return new Complex(re + x, im);
  }

  Complex minus(Complex o) {
    return new Complex(re - o.re, im - o.im);
  }

  Complex times(double x) {
    return new Complex(re * x, im * x);
  }

  Complex over(Complex o) {
    double norm = o.re * o.re + o.im * o.im;
    return new Complex((re * o.re + im * o.im) / norm, (im * o.re - re * o.im) / norm);
  }

  /** The principal value. */
  Complex log() {
    return new Complex(Math.log(abs()), Math.atan2(im, re));
  }

  double abs() {
    return Math.hypot(re, im);
  }
}
