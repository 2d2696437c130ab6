package dev.actrunner.console.web.scaleset;

import dev.actrunner.console.diagnosis.CheckStatus;
import dev.actrunner.console.keda.scaling.PauseAnnotation;
import dev.actrunner.console.scaleset.state.ScaleSetState;
import dev.actrunner.console.scaleset.store.StoredScaleSet;
import dev.actrunner.console.scaleset.waiting.Chain;
import dev.actrunner.console.scaleset.waiting.Link;
import dev.actrunner.console.scaleset.waiting.WaitingDiagnosis;
import dev.actrunner.console.web.language.Phrases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a scale set stands, for the page that watches it.
 *
 * @param links all links in their order; those after a broken one are skipped and say nothing
 * @param broken the first broken link, null where there is none
 * @param waiting how many jobs wait, null where they could not be counted
 * @param running how many jobs run, null where they could not be counted
 * @param paused the effects of the annotations that pause it, as clauses
 * @param state the phases of the pods
 * @param awaits whether all is ready and no job has come
 * @param finished whether a runner has finished a job
 */
record WatchView(
    List<LinkView> links,
    @Nullable LinkView broken,
    @Nullable Long waiting,
    @Nullable Long running,
    List<String> paused,
    ScaleSetState state,
    boolean awaits,
    boolean finished
) {
    static WatchView of(StoredScaleSet scaleSet, ScaleSetState state, WaitingDiagnosis diagnosis) {
        Phrases phrases = Phrases.ofReader();
        var links = new ArrayList<Link>();
        links.add(diagnosis.job());
        diagnosis.chains().stream().findFirst().map(Chain::links).ifPresent(links::addAll);
        List<LinkView> views = Arrays.stream(Link.Step.values())
            .map(step ->
                links
                    .stream()
                    .filter(link -> link.step() == step)
                    .findFirst()
                    .map(link -> LinkView.of(link, phrases))
                    .orElseGet(() -> new LinkView(step.id(), CheckStatus.SKIPPED.id(), "", null))
            )
            .toList();
        var counts = diagnosis.counts();
        boolean idle = counts != null && counts.total() == 0 && diagnosis.broken().isEmpty();
        return new WatchView(
            views,
            diagnosis
                .broken()
                .map(link -> LinkView.of(link, phrases))
                .orElse(null),
            counts == null ? null : counts.waiting(),
            counts == null ? null : counts.running(),
            scaleSet.pauses().stream().map(PauseAnnotation::effect).map(phrases::translate).toList(),
            state,
            idle && links.stream().allMatch(link -> link.status() != CheckStatus.WARN),
            state.count("Succeeded") > 0
        );
    }
}
