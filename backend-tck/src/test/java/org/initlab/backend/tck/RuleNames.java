package org.initlab.backend.tck;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestDescriptor;

/** The numbers of rules behind the names of the suite's tests. */
final class RuleNames {
  private RuleNames() {}

  static String of(TestDescriptor test) {
    return Rule.numberOf(test.getLegacyReportingName().replace("()", ""));
  }

  static Set<String> ofSuite() {
    return Arrays.stream(BackendContract.class.getMethods())
        .filter(m -> m.isAnnotationPresent(Test.class))
        .map(m -> Rule.numberOf(m.getName()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
