package org.initlab.reports.internal;

import java.util.HashMap;
import java.util.Map;
import org.initlab.reports.internal.ScriptedText.Run;

/** Text for LaTeX: special characters escaped, Greek and mathematical signs as commands. */
public final class LatexText {
  private static final Map<Integer, String> COMMANDS = commands();

  private LatexText() {}

  private static Map<Integer, String> commands() {
    Map<Integer, String> map = new HashMap<>();
    String[] greek =
        ("α alpha β beta γ gamma δ delta ε varepsilon ζ zeta η eta θ theta ι iota κ kappa "
                + "λ lambda μ mu ν nu ξ xi π pi ρ rho σ sigma τ tau υ upsilon φ varphi ϕ phi "
                + "χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma "
                + "Φ Phi Ψ Psi Ω Omega")
            .split(" ");
    String[] signs =
        ("‖ Vert × times · cdot ± pm ≤ le ≥ ge ≈ approx ≠ ne ∞ infty ∂ partial ∇ nabla √ surd "
                + "∑ sum ∏ prod ∈ in ∼ sim ∝ propto → to ← leftarrow ′ prime ℓ ell ⟨ langle "
                + "⟩ rangle ∗ ast ⊙ odot ° circ ½ tfrac12 ᵀ top")
            .split(" ");
    for (String[] pairs : new String[][] {greek, signs}) {
      for (int i = 0; i < pairs.length; i += 2) {
        boolean raised = pairs[i].equals("°") || pairs[i].equals("ᵀ");
        map.put(pairs[i].codePointAt(0), (raised ? "$^\\" : "$\\") + pairs[i + 1] + "$");
      }
    }
    scripts(map, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n", '^');
    scripts(map, "₀₁₂₃₄₅₆₇₈₉₊₋ₙ", "0123456789+-n", '_');
    map.put((int) '−', "$-$");
    map.put((int) '–', "--");
    map.put((int) '—', "---");
    map.put((int) '…', "\\ldots{}");
    map.put((int) '“', "``");
    map.put((int) '”', "''");
    map.put((int) '‘', "`");
    map.put((int) '’', "'");
    map.put((int) '\\', "\\textbackslash{}");
    map.put((int) '~', "\\textasciitilde{}");
    map.put((int) '^', "\\textasciicircum{}");
    map.put((int) '<', "\\textless{}");
    map.put((int) '>', "\\textgreater{}");
    map.put((int) '|', "\\textbar{}");
    map.put((int) '"', "''");
    for (char c : "&%$#_{}".toCharArray()) map.put((int) c, "\\" + c);
    for (char c : "\n\r\t".toCharArray()) map.put((int) c, " ");
    return map;
  }

  private static void scripts(Map<Integer, String> map, String from, String to, char sign) {
    for (int i = 0; i < to.length(); i++) {
      map.put((int) from.charAt(i), "$" + sign + "{" + to.charAt(i) + "}$");
    }
  }

  /** The text as it is, every character of it. */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              String command = COMMANDS.get(c);
              if (command == null) out.appendCodePoint(c);
              else out.append(command);
            });
    // $\chi$$_{1}$ is $\chi_{1}$, whose subscript stands closer.
    return out.toString().replaceAll("(?<!\\\\)\\$\\$", "");
  }

  /** The text with its subscripts and superscripts set as such. */
  public static String typeset(String text) {
    StringBuilder out = new StringBuilder();
    for (Run run : ScriptedText.parse(text)) {
      String escaped = escape(run.text());
      if (run.level() == 0) out.append(escaped);
      else
        out.append(run.level() > 0 ? "\\textsuperscript{" : "\\textsubscript{")
            .append(escaped)
            .append('}');
    }
    return out.toString();
  }
}
