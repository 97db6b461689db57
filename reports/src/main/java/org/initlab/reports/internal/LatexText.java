package org.initlab.reports.internal;

import java.util.HashMap;
import java.util.Map;
import org.initlab.reports.internal.ScriptedText.Run;

/** Text for LaTeX: special characters escaped, Greek and mathematical signs as commands. */
public final class LatexText {
  private static final Map<Integer, String> COMMANDS = commands();
  private static final Map<Integer, String> SUPERSCRIPTS =
      scripts("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ°ᵀ", "0 1 2 3 4 5 6 7 8 9 + - n \\circ \\top".split(" "));
  private static final Map<Integer, String> SUBSCRIPTS =
      scripts("₀₁₂₃₄₅₆₇₈₉₊₋ₙ", "0 1 2 3 4 5 6 7 8 9 + - n".split(" "));

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
                + "⟩ rangle ∗ ast ⊙ odot ½ frac12")
            .split(" ");
    for (String[] pairs : new String[][] {greek, signs}) {
      for (int i = 0; i < pairs.length; i += 2) {
        map.put(pairs[i].codePointAt(0), "$\\" + pairs[i + 1] + "$");
      }
    }
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

  private static Map<Integer, String> scripts(String from, String... to) {
    Map<Integer, String> map = new HashMap<>();
    for (int i = 0; i < from.length(); i++) map.put((int) from.charAt(i), to[i]);
    return map;
  }

  /** The text as it is, every character of it. */
  public static String escape(String text) {
    int[] c = text.codePoints().toArray();
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < c.length; ) {
      int superscripts = count(c, i, SUPERSCRIPTS);
      int subscripts = count(c, i, SUBSCRIPTS);
      if (superscripts > 0) script(out, '^', c, i, superscripts, SUPERSCRIPTS);
      else if (subscripts > 0) script(out, '_', c, i, subscripts, SUBSCRIPTS);
      else if (COMMANDS.containsKey(c[i])) out.append(COMMANDS.get(c[i]));
      else out.appendCodePoint(c[i]);
      i += Math.max(1, superscripts + subscripts);
    }
    // $\chi$$_{1}$ is $\chi_{1}$, whose subscript stands closer.
    return out.toString().replaceAll("(?<!\\\\)\\$\\$", "");
  }

  private static int count(int[] c, int from, Map<Integer, String> scripts) {
    int n = 0;
    while (from + n < c.length && scripts.containsKey(c[from + n])) n++;
    return n;
  }

  /** Neighbours share one group: TeX refuses two superscripts in a row. */
  private static void script(
      StringBuilder out, char sign, int[] c, int from, int n, Map<Integer, String> scripts) {
    out.append('$').append(sign).append('{');
    for (int i = from; i < from + n; i++) out.append(scripts.get(c[i]));
    out.append("}$");
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
