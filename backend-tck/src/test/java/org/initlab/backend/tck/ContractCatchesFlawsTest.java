package org.initlab.backend.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Every mistake is caught by the rules that it breaks, and by a message that names the rule. */
class ContractCatchesFlawsTest {
  /** Mistakes so narrow that exactly their own rules fail, of all but the costly ones. */
  private static final Set<Flaw> NARROW =
      EnumSet.of(
          Flaw.TRUNCATED_FLOAT32,
          Flaw.USABLE_AFTER_CLOSE,
          Flaw.PROBES_OUT_OF_ORDER,
          Flaw.RELU_SLOPE_ONE_AT_ZERO,
          Flaw.EVERYTHING_GIVEN,
          Flaw.STATES_AFTER_GRADIENTS,
          Flaw.ZERO_HESSIAN,
          Flaw.WEIGHT_OF_ACCUMULATE_IGNORED,
          Flaw.BIASED_RUNNING_VARIANCE);

  /** The rules that take longest; none of the narrow mistakes is theirs. */
  private static final Set<String> COSTLY =
      Set.of("3.9", "5.8", "7.1", "8.1", "8.2", "8.3", "8.4", "8.5", "8.6");

  @TestFactory
  Stream<DynamicTest> everyFlawFailsTheRulesThatItBreaks() {
    return Arrays.stream(Flaw.values())
        .map(flaw -> DynamicTest.dynamicTest(flaw.name(), () -> isCaught(flaw)));
  }

  @TestFactory
  Stream<DynamicTest> narrowFlawsFailNoOtherRule() {
    return NARROW.stream()
        .map(flaw -> DynamicTest.dynamicTest(flaw.name(), () -> nothingElseFails(flaw)));
  }

  @Test
  void everyRuleIsBrokenByAFlaw() {
    Set<String> broken =
        Arrays.stream(Flaw.values())
            .flatMap(flaw -> flaw.rules().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    // The two slow rules run the code of 8.3 and 8.4 with larger numbers.
    broken.addAll(Set.of("8.5", "8.6"));
    assertThat(broken).isEqualTo(RuleNames.ofSuite());
  }

  private static void isCaught(Flaw flaw) {
    Map<String, String> failures = failures(flaw, flaw.rules()::contains);
    assertThat(failures.keySet()).as("rules failed by %s", flaw).isEqualTo(flaw.rules());
    failures.forEach(
        (rule, message) ->
            assertThat(message)
                .as("message of rule %s", rule)
                .matches("(?s)rule " + Pattern.quote(rule) + ": .*"));
  }

  private static void nothingElseFails(Flaw flaw) {
    assertThat(failures(flaw, rule -> !COSTLY.contains(rule)).keySet()).isEqualTo(flaw.rules());
  }

  /** The messages of the failed tests by the rule that the test is named after. */
  private static Map<String, String> failures(Flaw flaw, Predicate<String> run) {
    PostDiscoveryFilter rules =
        test -> FilterResult.includedIf(!test.isTest() || run.test(RuleNames.of(test)));
    Map<String, String> failures = new TreeMap<>();
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(FlawedSubject.class))
        .filters(rules)
        .configurationParameter(FlawedSubject.FLAW, flaw.name())
        .execute()
        .testEvents()
        .failed()
        .stream()
        .forEach(event -> failures.put(RuleNames.of(event.getTestDescriptor()), message(event)));
    return failures;
  }

  private static String message(Event event) {
    return event
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .map(Throwable::getMessage)
        .orElse("");
  }
}
