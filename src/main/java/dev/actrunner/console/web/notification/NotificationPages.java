package dev.actrunner.console.web.notification;

import dev.actrunner.console.cluster.access.AccessReviews;
import dev.actrunner.console.cluster.access.AccessReviews.Right;
import dev.actrunner.console.notification.Notifications;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Serves the page of the receivers of notifications, for whoever may see the connections of all namespaces. */
@Controller
class NotificationPages {

    private final Notifications notifications;
    private final AccessReviews access;

    NotificationPages(Notifications notifications, AccessReviews access) {
        this.notifications = notifications;
        this.access = access;
    }

    @GetMapping("/notifications")
    String show(Model model) {
        access.require(Right.LIST_AUTHENTICATIONS, null);
        model.addAttribute("receivers", notifications.receivers());
        return "notifications";
    }

    @PostMapping("/notifications/{name}/test")
    String test(@PathVariable String name, RedirectAttributes redirect) {
        access.require(Right.LIST_AUTHENTICATIONS, null);
        redirect.addFlashAttribute("tested", name);
        redirect.addFlashAttribute("result", notifications.test(name));
        return "redirect:/notifications";
    }
}
