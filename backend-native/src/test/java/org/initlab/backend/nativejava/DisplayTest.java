package org.initlab.backend.nativejava;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.initlab.backend.nativejava.kernel.Storage;
import org.initlab.core.backend.Probe;
import org.initlab.core.network.Nonlinearity;
import org.initlab.core.network.ProbePoint;
import org.initlab.core.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Probes that keep tensors get their own, others one array; both see the values of the moment. */
class DisplayTest {
  private static final ProbePoint POINT = Zoo.mlp(Nonlinearity.RELU, true).probePoints().get(0);

  /** Remembers the tensors, or only what they held. */
  private record Seen(boolean letsGo, List<Tensor> tensors, List<double[]> values)
      implements Probe {
    static Seen by(boolean letsGo) {
      return new Seen(letsGo, new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public boolean wants(ProbePoint point) {
      return true;
    }

    @Override
    public void accept(ProbePoint point, Tensor state) {
      tensors.add(state);
      values.add(state.data().clone());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyStateIsShownAsItIs(boolean letsGo) {
    check(new org.initlab.backend.nativejava.scalar.float64.ArrayStorage(), letsGo);
    check(new org.initlab.backend.nativejava.scalar.float32.ArrayStorage(), letsGo);
  }

  private <A> void check(Storage<A> storage, boolean letsGo) {
    Display<A> display = new Display<>(storage);
    Seen seen = Seen.by(letsGo);
    int size = POINT.shape().size();
    for (int n : new int[] {2, 2, 3}) {
      double[] state = new double[n * size];
      for (int i = 0; i < state.length; i++) state[i] = seen.values.size() + i;
      display.show(POINT, storage.copy(state), n, seen);
      assertThat(seen.values.get(seen.values.size() - 1)).containsExactly(state);
    }
    Tensor first = seen.tensors.get(0);
    Tensor second = seen.tensors.get(1);
    if (letsGo) assertThat(second.data()).isSameAs(first.data());
    else assertThat(first.data()).containsExactly(seen.values.get(0)).isNotSameAs(second.data());
    assertThat(seen.tensors.get(2).shape()).isEqualTo(POINT.shape().batched(3));
  }
}
