package dev.actrunner.console.multicluster;

import org.apache.catalina.Container;
import org.apache.catalina.Host;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.boot.web.servlet.ServletContextInitializer;

/** Starts a Tomcat, or adds one more web application to the Tomcat that there is. */
class MountableServerFactory extends TomcatServletWebServerFactory {

    private final @Nullable MountPoint mount;

    /** @param mount null for a Tomcat of its own */
    MountableServerFactory(@Nullable MountPoint mount) {
        this.mount = mount;
    }

    @Override
    public WebServer getWebServer(ServletContextInitializer... initializers) {
        return mount == null ? super.getWebServer(initializers) : mount(mount, initializers);
    }

    private WebServer mount(MountPoint at, ServletContextInitializer... initializers) {
        var prepared = new Preparation();
        prepareContext(prepared, initializers, new TempDirs(at.port()));
        StandardContext context = prepared.context();
        Container before = at.host().findChild(context.getName());
        if (before != null) {
            at.host().removeChild(before);
        }
        at.host().addChild(context);
        // Boot's own initializer logs what went wrong, and throws nothing.
        if (!context.getState().isAvailable() || context.findChild("dispatcherServlet") == null) {
            at.host().removeChild(context);
            throw new WebServerException(context.getPath() + " cannot be added to the server", null);
        }
        return new Mounted(at, context);
    }

    /** Takes a context while it is prepared: the real host would start it at once. */
    private static final class Preparation extends StandardHost {

        private @Nullable StandardContext context;

        @Override
        public void addChild(Container child) {
            context = (StandardContext) child;
            // What is added to the host meanwhile, as Boot's page for errors, the real one has already.
            child.setParent(this);
        }

        StandardContext context() {
            if (context == null) {
                throw new IllegalStateException("No context was prepared");
            }
            return context;
        }
    }

    private record Mounted(MountPoint at, StandardContext context) implements WebServer {
        /** It has begun with the context, and {@link ClusterGate} lets requests in. */
        @Override
        public void start() {}

        /** Nobody is let in any more; what is stopped now may still wait for what has begun. */
        @Override
        public void stop() {}

        @Override
        public void destroy() {
            Host host = at.host();
            if (host.findChild(context.getName()) == context) {
                host.removeChild(context);
            }
        }

        @Override
        public int getPort() {
            return at.port();
        }
    }
}
