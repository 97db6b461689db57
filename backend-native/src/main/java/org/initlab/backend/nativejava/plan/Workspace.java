package org.initlab.backend.nativejava.plan;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.initlab.backend.nativejava.kernel.Storage;
import org.initlab.core.backend.Mode;

/**
 * The buffers of one plan for one kind of run. They are made at the first batch, again at a larger
 * one, and otherwise used as they are.
 */
public final class Workspace<A> {
  private final Plan<A> plan;
  private final Request request;
  private final Storage<A> storage;
  private final BufferPlan buffers;
  private final Frame<A> frame;
  private final int[] inputViews;
  private int capacity;
  private A inputBuffer;

  public Workspace(Plan<A> plan, Request request, Storage<A> storage) {
    this.plan = plan;
    this.request = request;
    this.storage = storage;
    this.buffers = new BufferPlan(plan, request);
    this.frame = new Frame<>(plan.length() + 1);
    this.inputViews =
        IntStream.rangeClosed(0, plan.length())
            .filter(v -> buffers.slot(BufferPlan.Family.STATE, v) == BufferPlan.NONE)
            .toArray();
  }

  public Request request() {
    return request;
  }

  /** The frame for a batch of {@code n} samples given as host values. */
  public Frame<A> begin(int n, Mode mode, double[] input) {
    if (n > capacity) allocate(n);
    A view = storage.view(input, inputBuffer);
    if (view != input) inputBuffer = view;
    frame.start(n, mode, view);
    Object[] states = frame.buffers(BufferPlan.Family.STATE);
    for (int value : inputViews) states[value] = view;
    if (request.tangent()) {
      storage.clear(frame.tangent(0), n * plan.size(0)); // the input does not depend on parameters
    }
    return frame;
  }

  /** Numbers held, for the input's copy aside. */
  public long footprint() {
    long perSample = 0;
    for (int size : buffers.slotSizes()) perSample += size;
    return perSample * capacity;
  }

  private void allocate(int n) {
    int[] sizes = buffers.slotSizes();
    Object[] slots = new Object[sizes.length];
    for (BufferPlan.Family family : BufferPlan.Family.values()) {
      Arrays.fill(frame.buffers(family), null); // frees the smaller ones first
    }
    for (int s = 0; s < sizes.length; s++) {
      slots[s] = storage.allocate(Math.multiplyExact(sizes[s], n));
    }
    for (BufferPlan.Family family : BufferPlan.Family.values()) {
      Object[] bound = frame.buffers(family);
      for (int v = 0; v < bound.length; v++) {
        int slot = buffers.slot(family, v);
        bound[v] = slot == BufferPlan.NONE ? null : slots[slot];
      }
    }
    capacity = n;
  }
}
