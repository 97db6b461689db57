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
  private final Segments segments;
  private final BufferPlan buffers;
  private final Frame<A> frame;
  private final int[] inputViews;
  private Object[] slots;
  private int capacity;
  private A inputBuffer;

  /**
   * @param checkpoints whether only few states are kept for the backward pass, and the others
   *     computed again by {@link #restore}
   */
  public Workspace(Plan<A> plan, Request request, Storage<A> storage, boolean checkpoints) {
    this.plan = plan;
    this.request = request;
    this.storage = storage;
    this.segments =
        checkpoints && request.backward()
            ? Checkpoints.of(plan, request)
            : Segments.whole(plan.length());
    this.buffers = new BufferPlan(plan, request, segments);
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
    else if (segments.count() > 1) bind();
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

  /**
   * Prepares the backward step {@code step}, to be called before every one of them: where that step
   * ends a segment whose states are gone, the steps of the segment run forward again.
   */
  public void restore(int step) {
    if (segments.inLast(step) || !segments.ends(step)) return;
    int start = segments.start(step);
    for (BufferPlan.Family family : BufferPlan.Family.values()) {
      Object[] bound = frame.buffers(family);
      for (int v = start + 1; v <= step + 1; v++) {
        int slot = buffers.slotAgain(family, v);
        if (slot != BufferPlan.NONE) bound[v] = slots[slot];
      }
    }
    for (int i = start; i <= step; i++) {
      boolean lost = buffers.slotAgain(BufferPlan.Family.STATE, i + 1) != BufferPlan.NONE;
      if (!lost) continue;
      plan.step(i).forward(frame);
      if (request.tangent()) plan.step(i).tangent(frame);
    }
  }

  private void allocate(int n) {
    int[] sizes = buffers.slotSizes();
    slots = null; // frees the smaller ones first
    for (BufferPlan.Family family : BufferPlan.Family.values()) {
      Arrays.fill(frame.buffers(family), null);
    }
    slots = new Object[sizes.length];
    for (int s = 0; s < sizes.length; s++) {
      slots[s] = storage.allocate(Math.multiplyExact(sizes[s], n));
    }
    bind();
    capacity = n;
  }

  private void bind() {
    for (BufferPlan.Family family : BufferPlan.Family.values()) {
      Object[] bound = frame.buffers(family);
      for (int v = 0; v < bound.length; v++) {
        int slot = buffers.slot(family, v);
        bound[v] = slot == BufferPlan.NONE ? null : slots[slot];
      }
    }
  }
}
