package org.initlab.backend.tck;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract of docs/BACKEND-SPEC.md. A backend's test class extends this and supplies {@link
 * #backend()}; it then runs one test for every rule, named after it. Tests tagged {@code slow} take
 * minutes.
 */
@ExtendWith(NamesTheRule.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
public abstract class BackendContract
    implements LifecycleContract,
        IsolationContract,
        LayerForwardContract,
        ProbeContract,
        GradientContract,
        GradientCallContract,
        CombinedCallContract,
        InputTangentContract,
        SecondOrderContract,
        UpdateContract,
        TrainingContract,
        TrainingStateContract,
        ErrorContract,
        CapabilityContract,
        NumericsContract,
        DeterminismContract,
        ResourceContract {}
