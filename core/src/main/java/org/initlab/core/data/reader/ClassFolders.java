package org.initlab.core.data.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.initlab.core.error.InvalidInputException;

/**
 * Which files of a tree are which class's images: {@code CLASS/IMAGE}, or {@code train/CLASS/IMAGE}
 * beside {@code test/CLASS/IMAGE}; all of it may lie in one folder more, as in many a .zip.
 *
 * @param classes sorted; a class's label is its place here
 * @param train paths by class, sorted
 * @param test paths by class, sorted
 */
record ClassFolders(
    List<String> classes, Map<String, List<String>> train, Map<String, List<String>> test) {
  private static final String TRAIN = "train/";
  private static final String TEST = "test/";

  /** Where a tree has no test part: which of every so many images of a class are for the test. */
  private static final int EVERY = 5;

  /**
   * @param tree what errors call it
   * @param paths sorted, folders ending in /
   */
  static ClassFolders of(String tree, List<String> paths) {
    if (paths.isEmpty()) throw new InvalidInputException(tree + " is empty");
    String root = root(paths);
    boolean split = paths.stream().anyMatch(p -> p.startsWith(root + TRAIN));
    if (!split) return everyFifth(tree, classes(tree, root, paths));
    Map<String, List<String>> train = classes(tree, root + TRAIN, paths);
    Map<String, List<String>> test = classes(tree, root + TEST, paths);
    for (String name : test.keySet()) {
      if (!train.containsKey(name)) {
        throw new InvalidInputException(
            tree + ": class '" + name + "' is in " + TEST + " but not in " + TRAIN);
      }
    }
    return new ClassFolders(List.copyOf(train.keySet()), train, test);
  }

  /** The folder that all class folders lie in, ending in /, or nothing where they lie on top. */
  private static String root(List<String> paths) {
    String first = paths.get(0);
    String only = first.substring(0, first.indexOf('/') + 1);
    boolean common =
        !only.isEmpty()
            && !only.equals(TRAIN)
            && paths.stream().allMatch(p -> p.startsWith(only))
            && paths.stream().noneMatch(p -> p.indexOf('/', only.length()) < 0 && !p.equals(only));
    return common ? only : "";
  }

  private static Map<String, List<String>> classes(String tree, String folder, List<String> paths) {
    Map<String, List<String>> classes = new TreeMap<>();
    for (String path : paths) {
      if (!path.startsWith(folder) || path.equals(folder)) continue;
      String[] names = path.substring(folder.length()).split("/");
      boolean directory = path.endsWith("/");
      if (names.length == 1 && directory) {
        classes.computeIfAbsent(names[0], n -> new ArrayList<>());
      } else if (names.length == 2 && !directory) {
        classes.computeIfAbsent(names[0], n -> new ArrayList<>()).add(path);
      } else {
        throw new InvalidInputException(
            tree
                + ": "
                + path
                + " stands where only "
                + folder
                + "CLASS/IMAGE, a folder for each class and images in it, is allowed");
      }
    }
    classes.forEach(
        (name, images) -> {
          if (images.isEmpty()) {
            throw new InvalidInputException(
                tree + ": class folder " + folder + name + " holds no image");
          }
        });
    if (classes.isEmpty()) {
      throw new InvalidInputException(tree + ": there is no class folder in '" + folder + "'");
    }
    return classes;
  }

  private static ClassFolders everyFifth(String tree, Map<String, List<String>> all) {
    Map<String, List<String>> train = new TreeMap<>();
    Map<String, List<String>> test = new TreeMap<>();
    all.forEach(
        (name, images) -> {
          if (images.size() < EVERY) {
            throw new InvalidInputException(
                tree
                    + ": class folder "
                    + name
                    + " holds "
                    + images.size()
                    + " images; without train/ and test/ every fifth is for the test, so at least "
                    + EVERY
                    + " are needed");
          }
          for (int i = 0; i < images.size(); i++) {
            (i % EVERY == EVERY - 1 ? test : train)
                .computeIfAbsent(name, n -> new ArrayList<>())
                .add(images.get(i));
          }
        });
    return new ClassFolders(List.copyOf(all.keySet()), train, test);
  }
}
