package dev.actrunner.console.api.scaleset;

import dev.actrunner.console.scaleset.waiting.Chain;
import dev.actrunner.console.scaleset.waiting.Link;
import dev.actrunner.console.scaleset.waiting.WaitingDiagnosis;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why the jobs of a connection wait.
 *
 * @param namespace the connection's namespace
 * @param connection the connection's name
 * @param checkedAt when the console looked
 * @param waiting how many jobs wait, null where they could not be counted
 * @param running how many jobs run, null where they could not be counted
 * @param broken the first broken link; null where a job gets through, or will in a moment
 * @param job the link that all chains begin with
 * @param chains the links of each ScaledObject and ScaledJob that uses the connection
 */
@Schema(name = "Diagnosis")
record DiagnosisResource(
    String namespace,
    String connection,
    Instant checkedAt,
    @Nullable Long waiting,
    @Nullable Long running,
    @Nullable LinkResource broken,
    LinkResource job,
    List<ChainResource> chains
) {
    /**
     * A link of the chain from a job to the runner that takes it.
     *
     * @param step what it is of
     * @param status {@code fail} where no job gets past it, {@code warn} where one will in a moment
     * @param summary what was seen
     * @param remediation what to do, null where there is nothing to do
     */
    @Schema(name = "DiagnosisLink")
    record LinkResource(
        Link.Step step,
        @Schema(allowableValues = { "pass", "warn", "fail", "skipped" }) String status,
        String summary,
        @Nullable String remediation
    ) {
        static LinkResource of(Link link) {
            return new LinkResource(link.step(), link.status().id(), link.summary(), link.remediation());
        }
    }

    /**
     * The links of a ScaledObject or ScaledJob, up to the first that is not passed.
     *
     * @param scaleSet the name of its scale set, null where it is of none
     * @param object its kind and name, null where nothing uses the connection
     * @param links the links in their order
     */
    @Schema(name = "DiagnosisChain")
    record ChainResource(@Nullable String scaleSet, @Nullable String object, List<LinkResource> links) {
        static ChainResource of(Chain chain) {
            return new ChainResource(
                chain.scaleSet(),
                chain.object(),
                chain.links().stream().map(LinkResource::of).toList()
            );
        }
    }

    static DiagnosisResource of(WaitingDiagnosis diagnosis) {
        var counts = diagnosis.counts();
        return new DiagnosisResource(
            diagnosis.connection().namespace(),
            diagnosis.connection().name(),
            diagnosis.checkedAt(),
            counts == null ? null : counts.waiting(),
            counts == null ? null : counts.running(),
            diagnosis.broken().map(LinkResource::of).orElse(null),
            LinkResource.of(diagnosis.job()),
            diagnosis.chains().stream().map(ChainResource::of).toList()
        );
    }

    /** Renders it for a terminal: the first broken link, then a line for each link. */
    String toText() {
        var text = new StringBuilder();
        LinkResource wrong = broken;
        text.append(wrong == null ? "Nothing keeps a job waiting." : wrong.summary()).append('\n');
        if (wrong != null && wrong.remediation() != null) {
            text.append("→ ").append(wrong.remediation()).append('\n');
        }
        text.append('\n');
        append(text, job);
        for (ChainResource chain : chains) {
            if (chain.object() != null) {
                text.append('\n').append(chain.object()).append('\n');
            }
            chain.links().forEach(link -> append(text, link));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, LinkResource link) {
        text.append(String.format(Locale.ROOT, "%-8s%-14s%s\n", link.status(), link.step().id(), link.summary()));
    }
}
