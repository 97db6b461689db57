package org.initlab.backend.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Every mistake is caught by the rules that it breaks, and by a message that names the rule. */
class ContractCatchesFlawsTest {
  private static final Pattern METHOD = Pattern.compile("rule(\\d)_(\\d\\d)_\\w+\\(\\)");

  /** Rules that take longest and repeat others: run on the flaws that only they can see. */
  private static final Set<String> COSTLY =
      Set.of("3.9", "5.8", "7.1", "8.1", "8.2", "8.3", "8.4", "8.5", "8.6");

  @TestFactory
  Stream<DynamicTest> everyFlawFailsTheRulesThatItBreaks() {
    return Arrays.stream(Flaw.values())
        .map(flaw -> DynamicTest.dynamicTest(flaw.name(), () -> isCaught(flaw)));
  }

  private static void isCaught(Flaw flaw) {
    Map<String, String> failures = failures(flaw);
    assertThat(failures.keySet()).as("rules that failed for %s", flaw).containsAll(flaw.rules());
    // Where something is not declared, the tests of other rules assert the error of rule 6.5.
    failures.forEach(
        (rule, message) ->
            assertThat(message)
                .as("message of the test of rule %s", rule)
                .matches("(?s)rule (" + Pattern.quote(rule) + "|6\\.5): .*"));
  }

  /** The messages of the failed tests by the rule that the test is named after. */
  private static Map<String, String> failures(Flaw flaw) {
    Map<String, String> failures = new TreeMap<>();
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(FlawedSubject.class))
        .filters((PostDiscoveryFilter) test -> FilterResult.includedIf(isRun(test, flaw)))
        .configurationParameter(FlawedSubject.FLAW, flaw.name())
        .execute()
        .testEvents()
        .failed()
        .stream()
        .forEach(event -> failures.put(rule(event.getTestDescriptor()), message(event)));
    return failures;
  }

  private static boolean isRun(TestDescriptor test, Flaw flaw) {
    if (!test.isTest()) return true;
    String rule = rule(test);
    return !COSTLY.contains(rule) || flaw.rules().contains(rule);
  }

  private static String rule(TestDescriptor test) {
    Matcher m = METHOD.matcher(test.getLegacyReportingName());
    assertThat(m.matches()).as("%s is named after a rule", test.getLegacyReportingName()).isTrue();
    return m.group(1) + "." + Integer.parseInt(m.group(2));
  }

  private static String message(Event event) {
    return event
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .map(Throwable::getMessage)
        .orElse("");
  }
}
