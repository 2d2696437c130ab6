package dev.actrunner.console.security.signin;

import dev.actrunner.console.cluster.ClusterProperties;
import dev.actrunner.console.security.identity.SecurityMode;
import dev.actrunner.console.security.identity.SecurityProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Serves the sign-in page. */
@Controller
class SignInController {

    private final SecurityProperties properties;
    private final SignInLink link;
    private final MessageSource messages;
    private final ClusterProperties cluster;

    SignInController(
        SecurityProperties properties,
        SignInLink link,
        MessageSource messages,
        ClusterProperties cluster
    ) {
        this.cluster = cluster;
        this.messages = messages;
        this.properties = properties;
        this.link = link;
    }

    private String text(String key) {
        return messages.getMessage(key, null, LocaleContextHolder.getLocale());
    }

    /** Why it failed; addresses can hold anything, and only what is known is shown. */
    private String reason(@Nullable String failed) {
        if (failed == null || failed.isEmpty()) {
            return text("sign-in.failed.cluster");
        }
        SignInReason reason = SignInReason.of(failed);
        Object[] claim = { properties.oidc().usernameClaim() };
        return messages.getMessage("sign-in.failed." + reason.code(), claim, LocaleContextHolder.getLocale());
    }

    @GetMapping("/sign-in")
    String show(
        @RequestParam @Nullable String failed,
        @RequestParam @Nullable String out,
        @Nullable Authentication authentication,
        Model model
    ) {
        if (properties.mode() == SecurityMode.DEMO || (authentication != null && authentication.isAuthenticated())) {
            return "redirect:/";
        }
        model.addAttribute("clusterName", cluster.name());
        boolean local = properties.mode() == SecurityMode.LOCAL;
        if (local) {
            link.logLink();
        }
        model.addAttribute("failedLocal", text("sign-in.failed.local"));
        model.addAttribute("failedCluster", reason(failed));
        model.addAttribute("commandLabel", text("sign-in.token.command"));
        model.addAttribute("noneHelp", text("sign-in.none.help"));
        model.addAttribute("failed", failed != null);
        model.addAttribute("out", out != null);
        model.addAttribute("local", local);
        model.addAttribute("provider", !local && properties.oidc().isConfigured() ? properties.oidc().title() : null);
        model.addAttribute("providerPath", "/oauth2/authorization/" + OidcProvider.ID);
        model.addAttribute("tokens", !local && properties.kubernetesTokens());
        return "sign-in";
    }
}
