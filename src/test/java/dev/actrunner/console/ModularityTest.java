package dev.actrunner.console;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** The modules' arrows point one way, and no module reaches into another. */
class ModularityTest {

    private final ApplicationModules modules = ApplicationModules.of(ActRunnerConsole.class);

    @Test
    void modulesUseOnlyWhatTheyName() {
        modules.verify();
    }

    @Test
    void theDrawingOfTheModulesCanBeMade() {
        new Documenter(modules).writeModulesAsPlantUml();
    }
}
