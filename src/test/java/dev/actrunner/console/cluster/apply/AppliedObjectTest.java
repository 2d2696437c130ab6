package dev.actrunner.console.cluster.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppliedObjectTest {

    @ParameterizedTest
    @CsvSource({ "CREATED, true", "UPDATED, true", "DELETED, true", "UNCHANGED, false", "KEPT, false" })
    void isChangedUnlessItWasLeftAsItIs(OperationResult result, boolean changed) {
        assertThat(AppliedObject.of(new ConfigMap(), result).changed()).isEqualTo(changed);
    }

    @Test
    void aResultIsWrittenInLowerCase() {
        assertThat(OperationResult.UNCHANGED.id()).isEqualTo("unchanged");
    }

    @Test
    void aDryRunKeepsWhatElseWasAskedFor() {
        assertThat(new ApplyOptions(false, true).asDryRun()).isEqualTo(new ApplyOptions(true, true));
    }
}
