package org.initlab.core.network;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.initlab.core.error.InvalidInputException;

/**
 * Networks as YAML 1.2; the format is described in {@code docs/NETWORK-YAML.md}. Reading what was
 * written gives an equal network. Every error is an {@link InvalidInputException} that begins with
 * the source and the line, as in {@code net.yaml:12: …}.
 */
public final class NetworkYaml {
  private NetworkYaml() {}

  /**
   * Reads a file in UTF-8.
   *
   * @throws InvalidInputException if it cannot be read or does not describe a network
   */
  public static Network read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(file + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(file + ": is not text in UTF-8", e);
    } catch (IOException e) {
      throw new InvalidInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
    return parse(text, file.toString());
  }

  /**
   * @param source what errors call the text, for example a file's name
   * @throws InvalidInputException if it does not describe a network
   */
  public static Network parse(String text, String source) {
    return YamlNetworkReader.read(YamlSource.compose(text, source));
  }

  /** The network with every setting written out, one line for most layers. */
  public static String write(Network network) {
    return YamlNetworkWriter.write(network);
  }
}
