package dev.actrunner.console.web.scaleset;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.connection.ConnectionException;
import dev.actrunner.console.connection.request.ConnectionRequest;
import dev.actrunner.console.scaleset.helm.HelmImport;
import dev.actrunner.console.scaleset.helm.HelmImports;
import dev.actrunner.console.scaleset.helm.InstalledRelease;
import dev.actrunner.console.scaleset.request.ScaleSetRequest;
import dev.actrunner.console.web.language.Phrases;
import dev.actrunner.console.web.setup.DraftRequest;
import dev.actrunner.console.web.setup.Drafts;
import dev.actrunner.console.web.support.FieldErrors;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Serves the pages that fill the wizard and the scale set form in from Helm releases and from pasted values. */
@Controller
class HelmImportPages {

    /** A token that was pasted along is in no page. */
    private static final Pattern TOKEN = Pattern.compile("(?i)((?:api)?token[\"']?\\s*:)(?!\\s*\\{)[^,}\\n]*");

    private final HelmImports imports;

    HelmImportPages(HelmImports imports) {
        this.imports = imports;
    }

    /** Lists the releases of a namespace, and takes pasted values. */
    @GetMapping("/helm")
    String show(@RequestParam(defaultValue = "") String namespace, Model model, HttpServletResponse response) {
        try {
            return form(namespace, null, FieldErrors.none(), releases(namespace), model);
        } catch (ConnectionException.Invalid invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(namespace, null, FieldErrors.of(invalid.problems()), List.of(), model);
        }
    }

    private static String form(
        String namespace,
        @Nullable String values,
        FieldErrors problems,
        List<InstalledRelease> releases,
        Model model
    ) {
        model.addAttribute("namespace", namespace);
        model.addAttribute("values", values);
        model.addAttribute("problems", problems);
        model.addAttribute("releases", releases);
        return "helm";
    }

    private List<InstalledRelease> releases(String namespace) {
        if (namespace.isEmpty()) {
            return List.of();
        }
        try {
            return imports.list(namespace);
        } catch (ClusterException.Forbidden _) {
            return List.of();
        }
    }

    /** Shows what a release comes to. */
    @GetMapping("/helm/{ns}/{release}")
    String release(@PathVariable String ns, @PathVariable String release, Drafts drafts, Model model) {
        return result(ns, imports.read(ns, release), drafts, model);
    }

    /** Shows what pasted values come to. */
    @PostMapping("/helm")
    String paste(
        @RequestParam(defaultValue = "") String namespace,
        @RequestParam(defaultValue = "") String values,
        Drafts drafts,
        Model model,
        HttpServletResponse response
    ) {
        String wanted = namespace.strip();
        try {
            return result(wanted, imports.paste(wanted, values), drafts, model);
        } catch (ConnectionException.Invalid invalid) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(
                wanted,
                TOKEN.matcher(values).replaceAll("$1\"\""),
                FieldErrors.of(invalid.problems()).within("values", Set.of("namespace", "values")),
                List.of(),
                model
            );
        }
    }

    private static String result(String namespace, HelmImport found, Drafts drafts, Model model) {
        String name = Objects.requireNonNullElse(found.name(), "");
        Phrases phrases = Phrases.ofReader();
        model.addAttribute("namespace", namespace);
        model.addAttribute("found", found);
        model.addAttribute("notes", found.notes().stream().map(phrases::translate).toList());
        ConnectionRequest connection = found.connection();
        if (connection != null) {
            model.addAttribute("draft", drafts.add(DraftRequest.read(namespace, name, connection)));
        }
        ScaleSetRequest scaleSet = found.scaleSet();
        if (scaleSet != null) {
            model.addAttribute("form", ScaleSetForm.of(name, scaleSet));
        }
        return "helm-release";
    }
}
