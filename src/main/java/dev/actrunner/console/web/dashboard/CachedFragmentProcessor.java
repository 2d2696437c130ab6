package dev.actrunner.console.web.dashboard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.TemplateSpec;
import org.thymeleaf.context.IEngineContext;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.processor.AbstractStandardExpressionAttributeTagProcessor;
import org.thymeleaf.standard.processor.StandardEachTagProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * Puts a fragment of the template {@code dashboard} in the place of an element, and renders it once for all who see the same in it.
 * The attribute's value is all that the fragment shows, beside the language, the path of links, and {@code idPrefix}; the fragment
 * finds it as the variable of its own name.
 */
final class CachedFragmentProcessor extends AbstractStandardExpressionAttributeTagProcessor {

    /** After {@code th:each}, whose elements it replaces one by one. */
    private static final int PRECEDENCE = StandardEachTagProcessor.PRECEDENCE + 1;
    private static final String TEMPLATE = "dashboard";
    private static final String ID_PREFIX = "idPrefix";
    /** Several hundred rows, which have 3,000 characters each. */
    private static final int MAX_CHARACTERS = 2_000_000;

    /**
     * All that a fragment is made of.
     *
     * @param path what links begin with
     * @param idPrefix what its ids begin with, null for nothing
     */
    private record Key(Object shown, Locale locale, String path, @Nullable Object idPrefix) {}

    /** One such character, and the JVM keeps and encodes the whole page by two bytes for each. */
    private static final Pattern NOT_LATIN_1 = Pattern.compile("[^\\x00-\\xff]");
    private static final char LAST_OF_LATIN_1 = 0xff;

    private final String fragment;
    private final Cache<Key, String> rendered;

    /**
     * @param fragment the fragment's name, and the attribute's
     * @param idle for how long it is kept while nobody asks for it
     */
    CachedFragmentProcessor(String prefix, String fragment, Duration idle) {
        super(TemplateMode.HTML, prefix, fragment, PRECEDENCE, true);
        this.fragment = fragment;
        rendered = Caffeine.newBuilder()
            .maximumWeight(MAX_CHARACTERS)
            .weigher((Key _, String html) -> html.length())
            .expireAfterAccess(idle)
            .scheduler(Scheduler.systemScheduler())
            .executor(Runnable::run)
            .build();
    }

    @Override
    protected void doProcess(
        ITemplateContext context,
        IProcessableElementTag tag,
        AttributeName name,
        String value,
        Object shown,
        IElementTagStructureHandler structure
    ) {
        var key = new Key(
            shown,
            context.getLocale(),
            ((IWebContext) context).getExchange().getRequest().getApplicationPath(),
            context.getVariable(ID_PREFIX)
        );
        // One of those who ask at the same time renders it, and the others wait for that one.
        String html = rendered.get(key, _ -> render((IEngineContext) context, shown));
        structure.replaceWith(html, false);
    }

    /** Renders the fragment as {@code th:replace} does, with the variables and the messages of the page around it. */
    private String render(IEngineContext context, Object shown) {
        var html = new StringWriter();
        context.increaseLevel();
        try {
            context.setVariable(fragment, shown);
            context
                .getConfiguration()
                .getTemplateManager()
                .parseAndProcess(new TemplateSpec(TEMPLATE, Set.of(fragment), TemplateMode.HTML, null), context, html);
        } finally {
            context.decreaseLevel();
        }
        return inLatin1(html.toString());
    }

    private static String inLatin1(String html) {
        // Most have none, and a look at each character costs less than the pattern.
        for (int i = 0; i < html.length(); i++) {
            if (html.charAt(i) > LAST_OF_LATIN_1) {
                return NOT_LATIN_1.matcher(html).replaceAll(text -> "&#" + text.group().codePointAt(0) + ";");
            }
        }
        return html;
    }
}
