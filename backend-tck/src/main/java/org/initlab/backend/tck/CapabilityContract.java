package org.initlab.backend.tck;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.backend.Capability;
import org.initlab.core.backend.CompileOptions;
import org.initlab.core.backend.Device;
import org.initlab.core.backend.Memory;
import org.initlab.core.backend.Mode;
import org.initlab.core.backend.Model;
import org.initlab.core.backend.Precision;
import org.initlab.core.backend.Probe;
import org.initlab.core.error.InvalidInputException;
import org.initlab.core.error.UnavailableException;
import org.initlab.core.network.BatchNorm;
import org.initlab.core.network.Network;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.Parameters;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Shape;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Chapter 6, second half: what is not declared, and what an error leaves behind. */
public interface CapabilityContract extends ContractSubject {
  @Test
  default void rule6_05_whatIsNotDeclaredFailsNamingBackendAndCapability() {
    Rule rule = rule("6.5");
    for (Precision precision : Precision.values()) {
      if (declares(Capability.valueOf(precision.name()))) continue;
      refusesToCompile(rule, CompileOptions.cpu(precision), precision.name());
    }
    if (!declares(Capability.GPU)) {
      refusesToCompile(rule, new CompileOptions(best(), Device.gpu(0), 1), "GPU");
    }
    if (!declares(Capability.CHECKPOINTING)) refusesCheckpointing(this, rule);
    if (!declaresHvp()) refusesHvp(this, rule);
  }

  @Test
  default void rule6_06_aDeviceThatIsNotListedFailsByName() {
    refusesToCompile(rule("6.6"), new CompileOptions(best(), Device.gpu(99), 1), "gpu");
    if (declares(Capability.GPU)) {
      refusesToCompile(rule("6.6"), new CompileOptions(best(), Device.gpu(99), 1), "gpu:99");
    }
  }

  private void refusesToCompile(Rule rule, CompileOptions options, String capability) {
    refusesToCompile(this, rule, options, capability);
  }

  private static void refusesToCompile(
      ContractSubject subject, Rule rule, CompileOptions options, String capability) {
    Network net = Networks.mlp(Nonlinearity.TANH, false);
    Parameters parameters = subject.draw(rule).parameters(net);
    rule.fails(
        "compiling for " + options,
        UnavailableException.class,
        () -> subject.backend().compile(net, parameters, options).close(),
        subject.backend().name(),
        capability);
  }

  /** Asserts the error of checkpoints that are not declared. */
  static void refusesCheckpointing(ContractSubject subject, Rule rule) {
    refusesToCompile(subject, rule, subject.options().withMemory(Memory.SMALL), "CHECKPOINTING");
  }

  /** Asserts the error of Hessian-vector products that are not declared. */
  static void refusesHvp(ContractSubject subject, Rule rule) {
    Draw draw = subject.draw(rule);
    Network net = Networks.mlp(Nonlinearity.TANH, false);
    Case c = Case.of(net, 3, draw);
    Parameters v = draw.direction(net);
    try (Model model = subject.backend().compile(net, c.parameters(), subject.options())) {
      rule.fails(
          "a Hessian-vector product that is not declared",
          UnavailableException.class,
          () -> model.hessianVectorProduct(c.inputs(), c.objective(), c.mode(), v),
          subject.backend().name(),
          "HVP");
    }
  }

  @Test
  default void rule6_08_aRejectedCallLeavesNoTrace() {
    Rule rule = rule("6.8");
    Draw draw = draw(rule);
    Network net = Networks.resnet(Nonlinearity.TANH);
    Case c = Case.of(net, 3, draw).in(best());
    Tensor wrong = Tensor.filled(net.input().batched(3), Double.NaN);
    Class<InvalidInputException> invalid = InvalidInputException.class;
    try (Model model = backend().compile(net, c.parameters(), options())) {
      Parameters before = model.parameters();
      rule.fails("NaN", invalid, () -> model.forward(wrong, Mode.TRAIN, Probe.NONE));
      rule.fails("NaN", invalid, () -> model.accumulate(wrong, c.objective(), 1));
      rule.fails(
          "labels",
          invalid,
          () ->
              model.accumulate(
                  c.inputs(),
                  new org.initlab.core.backend.Objective.CrossEntropy(new int[] {0, 9, 0}),
                  1));
      LifecycleContract.sameParameters(rule, "after rejections", before, model.parameters());
      agreement(rule).forward(c, best(), model);
      agreement(rule).gradients(c, best(), model);
    }
  }

  /** What a probe may throw. */
  final class ProbeFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  default void rule6_09_anExceptionFromAProbeReachesTheCallerAndTheModelWorksOn() {
    Rule rule = rule("6.9");
    Network net = Networks.resnet(Nonlinearity.TANH);
    Case c = Case.of(net, 3, draw(rule)).in(best());
    List<ProbePoint> shown = new ArrayList<>();
    Probe failing =
        new Probe() {
          @Override
          public boolean wants(ProbePoint point) {
            return true;
          }

          @Override
          public void accept(ProbePoint point, Tensor state) {
            shown.add(point);
            if (shown.size() % 3 == 0) throw new ProbeFailure();
          }
        };
    try (Model model = backend().compile(net, c.parameters(), options())) {
      rule.fails(
          "forward with a failing probe",
          ProbeFailure.class,
          () -> model.forward(c.inputs(), c.mode(), failing));
      rule.fails(
          "gradients with a failing probe",
          ProbeFailure.class,
          () ->
              model.gradients(
                  c.inputs(),
                  c.objective(),
                  c.mode(),
                  org.initlab.core.backend.GradientRequest.states(failing)));
      rule.same("states shown before the failures", 6, shown.size());
      agreement(rule).forward(c, best(), model);
      agreement(rule).gradients(c, best(), model);
    }
  }

  @Test
  default void rule6_10_trainingBatchNormOnOneValuePerFeatureIsRejected() {
    Rule rule = rule("6.10");
    Draw draw = draw(rule);
    Network flat = Networks.of("flat", Shape.of(3), BatchNorm.of("narrow"));
    Case one = Case.of(flat.name(), flat, 1, Mode.EVAL, draw).in(best());
    try (Model model = backend().compile(flat, one.parameters(), options())) {
      rule.fails(
          "accumulate with one value per feature",
          InvalidInputException.class,
          () -> model.accumulate(one.inputs(), one.objective(), 1),
          "narrow");
      LifecycleContract.sameParameters(rule, "afterwards", one.parameters(), model.parameters());
      agreement(rule).forward(one, best(), model);
    }
    Network image = Networks.of("image", Shape.of(3, 2, 1), BatchNorm.of("bn"));
    Case two = Case.of(image, 1, draw).in(best());
    try (Model model = backend().compile(image, two.parameters(), options())) {
      model.accumulate(two.inputs(), two.objective(), 1);
    }
  }
}
