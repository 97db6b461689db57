package org.initlab.backend.tck;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Puts the rule before whatever a backend throws where it must not throw. */
final class NamesTheRule implements TestExecutionExceptionHandler {
  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    if (thrown instanceof AssertionError) throw thrown;
    ContractSubject subject = (ContractSubject) context.getRequiredTestInstance();
    String number = Rule.numberOf(context.getRequiredTestMethod().getName());
    throw subject.rule(number).failure("the backend threw " + thrown, thrown);
  }
}
