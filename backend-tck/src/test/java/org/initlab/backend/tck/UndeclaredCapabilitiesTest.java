package org.initlab.backend.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventStatistics;

/** A right backend passes whatever it declares, and no rule is skipped for what it does not. */
class UndeclaredCapabilitiesTest {
  /** These take longest and ask for no capability. */
  private static final Set<String> COSTLY = Set.of("3.9", "8.3", "8.4", "8.5", "8.6");

  @TestFactory
  Stream<DynamicTest> aRightBackendPassesWhateverItDeclares() {
    return Stream.of("FLOAT64", "FLOAT32,DIFFERENCED_HVP")
        .map(listed -> DynamicTest.dynamicTest(listed, () -> passes(listed)));
  }

  private static void passes(String listed) {
    PostDiscoveryFilter quick =
        test -> FilterResult.includedIf(!test.isTest() || !COSTLY.contains(RuleNames.of(test)));
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(DeclaredSubject.class))
        .filters(quick)
        .configurationParameter(DeclaredSubject.CAPABILITIES, listed)
        .execute()
        .testEvents()
        .assertStatistics(
            (EventStatistics s) ->
                s.succeeded(RuleNames.ofSuite().size() - COSTLY.size())
                    .failed(0)
                    .skipped(0)
                    .aborted(0));
    assertThat(RuleNames.ofSuite()).containsAll(COSTLY);
  }
}
