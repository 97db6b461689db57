package org.initlab.core.experiment;

/**
 * One claim and what became of it.
 *
 * @param id in kebab case, unique in its result
 * @param claim what is claimed, in words, with the tolerance's reason
 * @param source where the expected value comes from: paper and place, or the closed form
 * @param expected the published or theoretical value
 * @param measured ours
 * @param uncertainty the standard error of {@code measured}; 0 if it is deterministic
 * @param tolerance the largest |measured − expected| that passes
 * @param falseFailureRate the probability that a correct program fails this check; 0 if it is
 *     deterministic
 */
public record Check(
    String id,
    String claim,
    String source,
    double expected,
    double measured,
    double uncertainty,
    double tolerance,
    double falseFailureRate) {
  /** The outcome of a check. */
  public enum Verdict {
    PASS,
    FAIL
  }

  /** PASS if |measured − expected| ≤ tolerance; a NaN fails. */
  public Verdict verdict() {
    return Math.abs(measured - expected) <= tolerance ? Verdict.PASS : Verdict.FAIL;
  }
}
