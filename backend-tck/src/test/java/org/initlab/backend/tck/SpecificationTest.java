package org.initlab.backend.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page and the suite have the same rules. */
class SpecificationTest {
  private static final Pattern RULE = Pattern.compile("(?m)^\\| (\\d\\.\\d+) \\|");

  @Test
  void everyRuleOfThePageHasOneTestAndEveryTestItsRule() throws IOException {
    String page =
        Files.readString(Path.of("..", "docs", "BACKEND-SPEC.md"), StandardCharsets.UTF_8);
    List<String> rules = RULE.matcher(page).results().map((MatchResult m) -> m.group(1)).toList();
    assertThat(rules).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(rules)).isEqualTo(RuleNames.ofSuite());
  }
}
