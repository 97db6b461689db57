package org.initlab.backend.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A TorchScript module without state: operators of PyTorch that DJL does not offer. */
final class Script {
  private final PtSymbolBlock module;
  // DJL chooses the method by an argument's name; the array itself is not passed on.
  private final Map<String, NDArray> methods = new HashMap<>();

  /**
   * @param code the methods of the class {@code name} in TorchScript, indented by two spaces
   * @param called those of them that {@link #call} is used with
   */
  Script(NDManager manager, String name, String code, String... called) {
    String head = "class " + name + "(Module):\n  __parameters__ = []\n  __buffers__ = []\n";
    try {
      byte[] archive = TorchScriptArchive.of(name, head + "  training : bool\n" + code);
      module =
          JniUtils.loadModule(
              (PtNDManager) manager, new ByteArrayInputStream(archive), false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String method : called) {
      NDArray carrier = manager.create(0f);
      NDScope.unregister(carrier);
      carrier.setName("module_method:" + method);
      methods.put(method, carrier);
    }
  }

  /**
   * Calls a method that may record, and returns its arrays. Arrays of one list stand together.
   *
   * @param arguments appended to by {@link #append} where a list is meant
   */
  List<NDArray> call(String method, NDList arguments) {
    arguments.add(methods.get(method));
    unspecialized();
    return IValueUtils.forward(module, arguments, true);
  }

  /** Calls a method that records nothing and returns nothing; closes its arguments. */
  void execute(String method, IValue... arguments) {
    unspecialized();
    IValueUtils.runMethod(module, method, arguments).close();
    for (IValue argument : arguments) argument.close();
  }

  /** Appends a list; DJL groups arrays into one by their names. */
  static void append(NDList arguments, String name, List<NDArray> arrays) {
    for (NDArray a : arrays) {
      a.setName(name + "[]");
      arguments.add(a);
    }
  }

  static IValue list(List<NDArray> arrays) {
    return IValue.listFrom(arrays.toArray(PtNDArray[]::new));
  }

  // Per thread; otherwise a script is profiled and specialized, which costs more than it runs.
  private static void unspecialized() {
    JniUtils.setGraphExecutorOptimize(false);
  }
}
