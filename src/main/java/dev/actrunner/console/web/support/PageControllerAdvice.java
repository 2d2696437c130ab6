package dev.actrunner.console.web.support;

import dev.actrunner.console.cluster.ClusterException;
import dev.actrunner.console.cluster.ClusterStatus;
import dev.actrunner.console.cluster.access.ClusterStatusReader;
import dev.actrunner.console.problem.ProblemException;
import dev.actrunner.console.web.language.Phrases;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** Adds to every page what the layout shows, and turns exceptions into an error page. */
@ControllerAdvice(basePackages = PageControllerAdvice.PAGES)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageControllerAdvice {

    /** Where the controllers of pages are. */
    static final String PAGES = "dev.actrunner.console.web";

    private static final String CLUSTER_PROBLEM = "clusterProblem";

    private final ClusterStatusReader cluster;
    private final SecurityContextRepository signIns;
    private final boolean demo;

    PageControllerAdvice(
        ClusterStatusReader cluster,
        SecurityContextRepository signIns,
        @Value("${console.security.mode:local}") String mode
    ) {
        this.cluster = cluster;
        this.signIns = signIns;
        this.demo = mode.equalsIgnoreCase("demo");
    }

    @ModelAttribute
    void common(Model model, @Nullable Principal caller) {
        ClusterStatus status = cluster.cached();
        model.addAttribute("cluster", status);
        model.addAttribute(CLUSTER_PROBLEM, problem(status));
        model.addAttribute("demo", demo);
        model.addAttribute("signedIn", caller != null);
    }

    /** A token that was good a moment ago: its owner signs in again. */
    @ExceptionHandler
    ModelAndView unauthorized(
        ClusterException.Unauthorized e,
        HttpServletRequest request,
        HttpServletResponse response
    ) {
        if (!e.isCallers()) {
            return handle(e);
        }
        signIns.saveContext(SecurityContextHolder.createEmptyContext(), request, response);
        return new ModelAndView("redirect:/sign-in");
    }

    @ExceptionHandler({ ProblemException.class, DraftExpiredException.class })
    ModelAndView handle(RuntimeException e) {
        PageError pageError = PageError.of(e);
        ClusterStatus status = cluster.read();
        var page = new ModelAndView("page-error", HttpStatusCode.valueOf(pageError.status()));
        page.addObject("pageError", pageError);
        page.addObject("cluster", status);
        page.addObject(CLUSTER_PROBLEM, problem(status));
        page.addObject("demo", demo);
        return page;
    }

    private static @Nullable String problem(@Nullable ClusterStatus status) {
        return status == null ? null : Phrases.ofReader().translateNullable(status.problem());
    }
}
