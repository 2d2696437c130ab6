package dev.actrunner.console.scaleset.request;

import static java.util.Objects.requireNonNull;

import dev.actrunner.console.connection.KubernetesNames;
import dev.actrunner.console.forge.ApiToken;
import dev.actrunner.console.forge.ForgePassword;
import dev.actrunner.console.scaleset.RegistrationSource;
import dev.actrunner.console.scaleset.request.ScaleSetRequest.LoginRequest;
import dev.actrunner.console.scaleset.request.ScaleSetRequest.RegistrationRequest;
import dev.actrunner.console.scaleset.request.ScaleSetRequestValidator.Errors;
import dev.actrunner.console.secret.EncryptedText;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads how runners register. */
final class RegistrationReader {

    private RegistrationReader() {}

    static RegistrationSource read(ScaleSetRequest request, Errors errors) {
        RegistrationRequest registration = request.registration();
        return registration == null ? new RegistrationSource.Stored() : read(registration, errors);
    }

    static RegistrationSource read(RegistrationRequest registration, Errors errors) {
        long given = Stream.of(
            registration.secretName(),
            registration.token(),
            registration.apiToken(),
            registration.login()
        )
            .filter(Objects::nonNull)
            .count();
        if (given != 1) {
            errors.add("registration", "must have one of secretName, token, apiToken and login");
            return new RegistrationSource.Stored();
        }
        if (registration.secretName() != null) {
            errors.add("registration.secretName", KubernetesNames.problemWithObject(registration.secretName()));
            return new RegistrationSource.Existing(registration.secretName());
        }
        if (registration.login() != null) {
            return login(registration.login(), errors);
        }
        boolean entered = registration.token() != null;
        String text = requireNonNull(entered ? registration.token() : registration.apiToken());
        String problem = ApiToken.problemWith(text);
        if (problem != null) {
            errors.add(entered ? "registration.token" : "registration.apiToken", problem);
            return new RegistrationSource.Stored();
        }
        var token = new ApiToken(text);
        return entered ? new RegistrationSource.Given(token) : new RegistrationSource.ByToken(token);
    }

    private static RegistrationSource login(LoginRequest login, Errors errors) {
        String username = login.username();
        String password = login.password();
        if (username == null || username.isBlank()) {
            errors.add("registration.login.username", "is missing: enter the account's login");
        }
        if (password == null || password.isEmpty()) {
            errors.add("registration.login.password", "is missing: enter the account's password");
        }
        return username == null || password == null
            ? new RegistrationSource.Stored()
            : new RegistrationSource.ByPassword(
                  new ForgePassword(username.strip(), EncryptedText.of(password), login.otp())
              );
    }
}
