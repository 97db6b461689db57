package org.initlab.core.theory.spectrum;

/** A complex number. */
record Complex(double re, double im) {
  Complex plus(Complex other) {
    return new Complex(re + other.re, im + other.im);
  }

  Complex plus(double real) {
    return new Complex(re + real, im);
  }

  Complex times(double real) {
    return new Complex(re * real, im * real);
  }

  Complex over(Complex other) {
    double size = other.re * other.re + other.im * other.im;
    return new Complex(
        (re * other.re + im * other.im) / size, (im * other.re - re * other.im) / size);
  }

  /** The principal value. */
  Complex log() {
    return new Complex(Math.log(Math.hypot(re, im)), Math.atan2(im, re));
  }

  double abs() {
    return Math.hypot(re, im);
  }
}
