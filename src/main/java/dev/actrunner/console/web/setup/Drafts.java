package dev.actrunner.console.web.setup;

import dev.actrunner.console.web.support.DraftExpiredException;
import jakarta.servlet.http.HttpSession;
import java.io.Serial;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Keeps a session's drafts, one for each tab with a wizard; the oldest is dropped where there are many. */
public final class Drafts {

    private static final String ATTRIBUTE = Drafts.class.getName();
    private static final int MAX = 8;

    private final Map<String, Draft> drafts = Collections.synchronizedMap(
        new LinkedHashMap<>() {
            @Serial
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Draft> eldest) {
                return size() > MAX;
            }
        }
    );

    public static Drafts of(HttpSession session) {
        if (session.getAttribute(ATTRIBUTE) instanceof Drafts drafts) {
            return drafts;
        }
        var drafts = new Drafts();
        session.setAttribute(ATTRIBUTE, drafts);
        return drafts;
    }

    /** Keeps a new draft, and gives its id. */
    public String add(Draft draft) {
        String id = UUID.randomUUID().toString();
        drafts.put(id, draft);
        return id;
    }

    /** @throws DraftExpiredException when there is none */
    Draft require(String id) {
        Draft draft = drafts.get(id);
        if (draft == null) {
            throw new DraftExpiredException();
        }
        return draft;
    }

    void put(String id, Draft draft) {
        drafts.put(id, draft);
    }

    void remove(String id) {
        drafts.remove(id);
    }
}
