package dev.actrunner.console.diagnosis;

import static dev.actrunner.console.diagnosis.CheckStatus.FAIL;
import static dev.actrunner.console.diagnosis.CheckStatus.WARN;

import dev.actrunner.console.diagnosis.CheckStatus;

/**
 * The catalogue: everything that a probe can find wrong, each with a stable id, the check it belongs to, whether KEDA
 * would still scale, when it is found and what to do. {@code docs/checks.md} is generated from it.
 */
public enum Finding {
    SECRET_MISSING(
        "token.secret-missing",
        CheckId.READABLE,
        FAIL,
        "The connection's Secret does not exist.",
        "Enter the token again, or restore the Secret where it comes from."
    ),
    KEY_MISSING(
        "token.key-missing",
        CheckId.READABLE,
        FAIL,
        "The Secret is there, without the key that the TriggerAuthentication names.",
        "Enter the token again, or add the key: kubectl edit secret, or the tool that makes it."
    ),
    TOKEN_UNUSABLE(
        "token.unusable",
        CheckId.READABLE,
        FAIL,
        "What the Secret has under the key cannot be an API token: another kind of secret, several lines, or a character" +
            " that no header may have.",
        "Name the key that has the token, or enter the token again here."
    ),
    TOKEN_PADDED(
        "token.padded",
        CheckId.READABLE,
        WARN,
        "The Secret's value has a space or newline around it, which KEDA takes off from 2.18 on and other tools do not.",
        "Store it without the newline: printf %s \"$TOKEN\" instead of echo."
    ),
    TOKEN_WITH_SCHEME(
        "token.with-scheme",
        CheckId.READABLE,
        FAIL,
        "The Secret's value is a whole header (token …, or Bearer …), and the parameter token is sent behind such a word.",
        "Store the token alone, or give the value to the parameter apiKey, for a metrics-api trigger with authMode: apiKey," +
            " method: header and keyParamName: Authorization."
    ),
    SECRET_AWAITED(
        "token.secret-awaited",
        CheckId.READABLE,
        WARN,
        "The Secret that was named is not there yet; the connection was applied all the same.",
        "Let External Secrets, or whatever makes it, create it with the annotation console.actrunner.dev/forge-origin."
    ),
    TOKEN_ENCODED_TWICE(
        "token.encoded-twice",
        CheckId.READABLE,
        FAIL,
        "The Secret's value decodes to Base64 of a token: it was encoded twice.",
        "Put the token itself into stringData, or encode it once for data."
    ),
    TOKEN_UNBOUND(
        "token.unbound",
        CheckId.READABLE,
        FAIL,
        "The Secret does not say which forge its token is for, so the console sends it nowhere.",
        "Whoever may write the Secret records the forge: kubectl annotate secret <name>" +
            " console.actrunner.dev/forge-origin=<the forge's address>."
    ),
    TOKEN_BOUND_ELSEWHERE(
        "token.bound-elsewhere",
        CheckId.READABLE,
        FAIL,
        "The Secret's token is for another forge than the connection's. It was not sent.",
        "Correct the connection's address, or enter a token of this forge."
    ),

    URL_UNENCRYPTED(
        "url.unencrypted",
        CheckId.URL,
        WARN,
        "The address begins with http:// and is not this machine's own.",
        "Enter the forge's https:// address."
    ),

    DNS_UNRESOLVED(
        "dns.unresolved",
        CheckId.DNS,
        FAIL,
        "The host's name does not resolve from where the console runs.",
        "Check the spelling; a name that only resolves outside (or inside) the cluster is of no use to KEDA."
    ),

    ADDRESS_FORBIDDEN(
        "connect.forbidden",
        CheckId.CONNECT,
        FAIL,
        "The console's own rules forbid connections to that address (console.outbound).",
        "Enter the forge's own address; whoever runs the console can allow it, except link-local and metadata addresses."
    ),
    CONNECT_REFUSED(
        "connect.refused",
        CheckId.CONNECT,
        FAIL,
        "Nobody listens at the host's port, or there is no route to it.",
        "Check address and port, and that the forge runs."
    ),
    CONNECT_TIMEOUT(
        "connect.timeout",
        CheckId.CONNECT,
        FAIL,
        "No connection within console.forge.connect-timeout.",
        "Look for a firewall or NetworkPolicy between, for the console and for KEDA."
    ),

    TLS_UNTRUSTED(
        "tls.untrusted",
        CheckId.TLS,
        FAIL,
        "The certificate was issued by an authority that is not trusted here.",
        "Use a public authority, or add the private one to KEDA (certificates.operator.caSecrets in its chart) and to" +
            " the console (console.forge.ca-bundle). The forgejo-runner trigger has no unsafeSsl."
    ),
    TLS_CA_UNBOUND(
        "tls.ca-unbound",
        CheckId.TLS,
        FAIL,
        "The certificate authority is not the one that was recorded on the Secret with its token. Nothing was sent.",
        "Apply the connection again as somebody who may write the Secret, if the authority was changed on purpose."
    ),
    TLS_EXPIRED("tls.expired", CheckId.TLS, FAIL, "The certificate has expired.", "Renew it; KEDA refuses it too."),
    TLS_NOT_YET_VALID(
        "tls.not-yet-valid",
        CheckId.TLS,
        FAIL,
        "The certificate is not valid yet.",
        "Check the clocks of the forge and of this machine."
    ),
    TLS_WRONG_HOST(
        "tls.wrong-host",
        CheckId.TLS,
        FAIL,
        "The certificate is for another host.",
        "Enter the name that it was made for, or give the forge a certificate with this name."
    ),
    TLS_HANDSHAKE(
        "tls.handshake",
        CheckId.TLS,
        FAIL,
        "The port does not complete a TLS handshake; often it speaks plain http.",
        "Check the scheme and the port."
    ),
    TLS_EXPIRES_SOON(
        "tls.expires-soon",
        CheckId.TLS,
        WARN,
        "The certificate expires in less than 14 days.",
        "Renew it, or see why its renewal does not happen."
    ),
    TLS_PRIVATE_CA(
        "tls.private-ca",
        CheckId.TLS,
        WARN,
        "The console trusts the certificate only through console.forge.ca-bundle, or the connection's own forge.ca.",
        "KEDA trusts the system's roots and /custom/ca: add the authority with certificates.operator.caSecrets in" +
            " KEDA's chart."
    ),

    TLS_CA_UNREADABLE(
        "tls.ca-unreadable",
        CheckId.TLS,
        FAIL,
        "The ConfigMap or Secret that the connection names for its certificate authority (forge.ca) cannot be read, or holds" +
            " no PEM certificate.",
        "Create it: kubectl create configmap forge-ca --from-file=ca.crt, in the connection's namespace; or correct forge.ca."
    ),

    HTTP_TIMEOUT(
        "http.timeout",
        CheckId.HTTP,
        FAIL,
        "The host was reached and did not answer, or not to the end, within console.forge.probe-timeout.",
        "Look at the forge's load and logs. KEDA gives up after 3 s unless KEDA_HTTP_DEFAULT_TIMEOUT says otherwise."
    ),
    HTTP_BROKEN(
        "http.broken",
        CheckId.HTTP,
        FAIL,
        "The connection was closed without an answer, or what came is not HTTP.",
        "Check the port and scheme, and the proxy in front of the forge."
    ),
    HTTP_SERVER_ERROR(
        "http.server-error",
        CheckId.HTTP,
        FAIL,
        "The server answers with a status of 5xx, or another that means nothing here.",
        "Look at the forge's log; during an upgrade wait. Meanwhile KEDA keeps the replicas it has, unless the" +
            " ScaledObject has a fallback."
    ),
    HTTP_RATE_LIMITED(
        "http.rate-limited",
        CheckId.HTTP,
        FAIL,
        "The answer is 429.",
        "Raise the trigger's polling interval, or exempt KEDA and the console from the limit."
    ),
    HTTP_PROXY_SIGN_IN(
        "http.proxy-sign-in",
        CheckId.HTTP,
        FAIL,
        "The answer is 407: an HTTP proxy between wants a sign-in.",
        "Add the forge to NO_PROXY of the console and of KEDA's operator, or let the proxy pass them."
    ),

    REDIRECT_NOWHERE(
        "redirect.nowhere",
        CheckId.REDIRECT,
        FAIL,
        "A redirect has no usable Location.",
        "Correct the proxy in front of the forge."
    ),
    REDIRECT_OTHER_HOST(
        "redirect.other-host",
        CheckId.REDIRECT,
        FAIL,
        "A redirect leads to another host. The token is not sent there; KEDA drops it too.",
        "Enter the address it leads to, if that is the forge; if it is a sign-in page, let /api/v1 pass without one."
    ),
    REDIRECT_DOWNGRADE(
        "redirect.downgrade",
        CheckId.REDIRECT,
        FAIL,
        "A redirect leads from https to http. The token is not sent there.",
        "Correct the forge's ROOT_URL or the proxy in front of it."
    ),
    REDIRECT_LOOP(
        "redirect.loop",
        CheckId.REDIRECT,
        FAIL,
        "More than five redirects follow each other.",
        "Open the address in a browser and enter the one it ends on."
    ),
    REDIRECT_TO_HTTPS(
        "redirect.to-https",
        CheckId.REDIRECT,
        FAIL,
        "http is redirected to https, and KEDA sends the token unencrypted first. The console does not follow.",
        "Enter the https:// address."
    ),
    REDIRECT_OTHER_ORIGIN(
        "redirect.other-origin",
        CheckId.REDIRECT,
        FAIL,
        "A redirect leads to another port of the host, or out of the forge's sub-path. The token is not sent there.",
        "Enter the address that it leads to, if that is the forge."
    ),
    REDIRECT_SAME_HOST(
        "redirect.same-host",
        CheckId.REDIRECT,
        WARN,
        "A redirect leads to another path of the same forge; perhaps something was renamed.",
        "Enter the address that it leads to."
    ),

    API_MISSING(
        "api.missing",
        CheckId.API,
        FAIL,
        "There is no /api/v1/version at the address (404).",
        "Enter the address that the forge's own pages begin with, with its sub-path if it has one."
    ),
    API_ELSEWHERE(
        "api.elsewhere",
        CheckId.API,
        FAIL,
        "There is no API at the address, and one at another path of the same host.",
        "Enter that address."
    ),
    API_WEB_PAGE(
        "api.web-page",
        CheckId.API,
        FAIL,
        "HTML comes where JSON should: a sign-in page, a proxy's page or another web site.",
        "Let /api/v1 pass the sign-in, because KEDA cannot sign in; or enter the forge's own address."
    ),
    API_OTHER(
        "api.other",
        CheckId.API,
        FAIL,
        "Something answers that is not a forge's API.",
        "Enter the forge's own address."
    ),

    TOKEN_UNKNOWN(
        "token.unknown",
        CheckId.TOKEN,
        FAIL,
        "The forge does not know the token (401): mistyped, revoked, or a runner's registration token.",
        "Make a new token: on the forge's page /user/settings/applications; or with gitea (or forgejo) admin user" +
            " generate-access-token --username … --scopes …; or POST /api/v1/users/{user}/tokens with the user's password."
    ),
    TOKEN_BLOCKED(
        "token.blocked",
        CheckId.TOKEN,
        FAIL,
        "The token's account is inactive, may not sign in, or must change its password or add 2FA.",
        "Sign in as that user and do what the forge asks, or use another user's token."
    ),
    TOKEN_DROPPED(
        "token.dropped",
        CheckId.TOKEN,
        FAIL,
        "The forge saw no token although one was sent.",
        "Let the proxy in front of the forge pass the Authorization header to /api/v1."
    ),
    TOKEN_OVER_POWERFUL(
        "token.over-powerful",
        CheckId.TOKEN,
        WARN,
        "A call for which this connection's token should have no scope succeeds.",
        "Make a token with the one scope that is needed, enter it, and delete this one."
    ),

    PLATFORM_OTHER(
        "platform.other",
        CheckId.PLATFORM,
        WARN,
        "The forge is not the one that was named.",
        "Choose the one that was found, or auto."
    ),

    VERSION_TOO_OLD(
        "version.too-old",
        CheckId.VERSION,
        FAIL,
        "The release has no list of Actions jobs: Forgejo before 11, Gitea before 1.25.",
        "Update the forge."
    ),

    PERMISSION_SCOPE(
        "permission.scope",
        CheckId.PERMISSION,
        FAIL,
        "The token lacks the scope that the list needs.",
        "Make a token with read:admin, read:organization, read:user or read:repository, as the connection's scope needs."
    ),
    PERMISSION_NO_SCOPE(
        "permission.no-scope",
        CheckId.PERMISSION,
        FAIL,
        "The token has no scope at all, as tokens of Gitea's command line have unless --scopes is given (Forgejo 15 gives all).",
        "Make one with --scopes, or on the forge's page."
    ),
    PERMISSION_SITE_ADMIN(
        "permission.site-admin",
        CheckId.PERMISSION,
        FAIL,
        "The scope is right and the token's user is not a site administrator, or the token is limited to some repositories.",
        "Use an administrator's unlimited token, or count an organization instead."
    ),
    PERMISSION_ORG_OWNER(
        "permission.org-owner",
        CheckId.PERMISSION,
        FAIL,
        "The token's user is not an owner of the organization, as Forgejo and Gitea 1.25 want.",
        "Use an owner's token."
    ),
    PERMISSION_ORG_MEMBER(
        "permission.org-member",
        CheckId.PERMISSION,
        FAIL,
        "The token's user is not a member of the organization, as Gitea from 1.26 on wants.",
        "Use a member's token."
    ),
    PERMISSION_REPO(
        "permission.repo",
        CheckId.PERMISSION,
        FAIL,
        "The token's user may not read the repository's Actions.",
        "Use the token of its owner; on Gitea from 1.26 on, of somebody who may read its Actions."
    ),
    PERMISSION_OTHER(
        "permission.other",
        CheckId.PERMISSION,
        FAIL,
        "The forge refuses the list (403) for a reason of its own.",
        "Look at the forge's log for the refused call."
    ),

    ORG_MISSING(
        "scope.org-missing",
        CheckId.SCOPE,
        FAIL,
        "There is no such organization: mistyped, renamed or hidden.",
        "Check its page's address."
    ),
    ORG_IS_USER(
        "scope.org-is-user",
        CheckId.SCOPE,
        FAIL,
        "The name is a user's, not an organization's.",
        "Choose the scope user with that user's token, or repo."
    ),
    REPO_MISSING(
        "scope.repo-missing",
        CheckId.SCOPE,
        FAIL,
        "The owner exists, and has no repository of that name which the token's user may see.",
        "Check the spelling, and give the token's user access."
    ),
    OWNER_MISSING(
        "scope.owner-missing",
        CheckId.SCOPE,
        FAIL,
        "There is neither a user nor an organization of the owner's name.",
        "Check the spelling; it may have been renamed."
    ),
    ACTIONS_OFF(
        "scope.actions-off",
        CheckId.SCOPE,
        FAIL,
        "The repository is there and its list of jobs is not: Actions are disabled in its settings, or on the instance.",
        "Enable Actions in the repository's settings."
    ),

    ACTIONS_OFF_ON_INSTANCE(
        "scope.actions-off-on-instance",
        CheckId.SCOPE,
        WARN,
        "The list answers, and the API that runners speak to (/api/actions) is not there (404): Actions are disabled on the" +
            " instance, so nothing will ever wait.",
        "Set ENABLED = true in [actions] of the forge's app.ini. If a proxy hides /api/actions from here on purpose, see that" +
            " the runners reach it."
    ),
    USER_OWNS_NOTHING(
        "scope.user-owns-nothing",
        CheckId.SCOPE,
        WARN,
        "The scope is the token's user, and there never was a job in a repository that this user owns: on Gitea in its" +
            " history of jobs, on Forgejo where the token may list the user's repositories.",
        "A bot that owns nothing counts nothing, however many organizations it is in: choose the scope org or repo."
    ),
    COUNT_PARTIAL(
        "jobs.partial",
        CheckId.JOBS,
        WARN,
        "On Gitea from 1.27 on: the token's user is a member and no owner, or the token is limited to what is public, so that" +
            " jobs of repositories which it may not see are left out of the count.",
        "Use the token of an owner of the organization, or of a site administrator, without public-only."
    ),

    JOBS_PATH_MISSING(
        "jobs.path-missing",
        CheckId.JOBS,
        FAIL,
        "The forge has no list at the path that its release should have.",
        "See that nothing between rewrites or blocks paths under /api/v1."
    ),
    JOBS_REFUSED(
        "jobs.refused",
        CheckId.JOBS,
        FAIL,
        "The forge refuses the question (400).",
        "Update the forge: every release that lists jobs understands it."
    ),
    JOBS_UNREADABLE(
        "jobs.unreadable",
        CheckId.JOBS,
        FAIL,
        "The list is not JSON, is nested too deep, or breaks off.",
        "Look at the forge's log and at the proxy in front of it."
    ),
    JOBS_TOO_LARGE(
        "jobs.too-large",
        CheckId.JOBS,
        FAIL,
        "The list is larger than console.forge.max-body-size, decompressed.",
        "Cancel jobs that nobody waits for, or count an organization or a repository."
    ),
    JOBS_OTHER_SHAPE(
        "jobs.other-shape",
        CheckId.JOBS,
        FAIL,
        "The answer is JSON, and not this forge's list.",
        "See that nothing answers in the forge's place."
    ),
    JOBS_NEWER_PATH(
        "jobs.newer-path",
        CheckId.JOBS,
        WARN,
        "Forgejo's deprecated path of the administrator's list, which KEDA calls, is gone; the newer one answers.",
        "Count an organization, or use a KEDA that calls the newer path."
    ),

    JOBS_ACTIONS_OFF(
        "jobs.actions-off",
        CheckId.JOBS,
        WARN,
        "Waiting jobs are counted whose repository has its Actions turned off: no runner gets them, and KEDA starts one for" +
            " each. Found where the token may read the repositories.",
        "Cancel these jobs, or enable Actions in the repository's settings."
    ),
    JOBS_UNSERVED(
        "jobs.unserved",
        CheckId.JOBS,
        WARN,
        "Jobs stay waiting for more than a minute beside an idle runner that offers their labels: they are held by a" +
            " concurrency group, wait for an approval, or are of a repository with Actions turned off. KEDA counts them.",
        "Cancel jobs that nobody waits for. Limit maxReplicaCount, so that held jobs start no runners without work."
    ),
    JOBS_STUCK(
        "jobs.stuck",
        CheckId.JOBS,
        WARN,
        "Jobs are running for more than a day, or on a runner that is gone, as Gitea says: KEDA keeps a runner for each.",
        "Cancel these jobs on the forge's page of the run; Gitea's cron task stop_endless_tasks ends them too."
    ),
    JOBS_WITHOUT_LABELS(
        "jobs.without-labels",
        CheckId.JOBS,
        WARN,
        "Waiting jobs have no runs-on: Forgejo counts them for no label and gives them to no runner.",
        "Add runs-on to the workflow, and cancel these jobs."
    ),
    LABELS_UNOFFERED(
        "labels.unoffered",
        CheckId.LABELS,
        WARN,
        "Waiting jobs ask for labels that neither the scaled runners nor any registered runner offers, so that nobody will take" +
            " them. Found where the whole instance's runners may be listed.",
        "Register runners with these labels, or set up a scale set that starts them; or correct runs-on in the workflow, and" +
            " cancel the jobs."
    ),

    LABELS_MISSING(
        "labels.missing",
        CheckId.LABELS,
        FAIL,
        "Forgejo up to 13 lists nothing unless it is asked for labels.",
        "Enter the labels that the scaled runners offer."
    ),
    LABELS_WANTED(
        "labels.wanted",
        CheckId.LABELS,
        FAIL,
        "No runner labels are given: KEDA's forgejo-runner trigger requires some, and refuses labels: \"\".",
        "Enter the labels that the scaled runners offer."
    ),

    LABELS_MISS_JOBS(
        "labels.miss-jobs",
        CheckId.LABELS,
        WARN,
        "On Forgejo from 14 on: no waiting job is counted, and some wait that ask for other labels.",
        "Give the scale set these labels too, or set up another for them; each job is counted only where every label of its" +
            " runs-on is offered."
    ),
    LABELS_IGNORED(
        "labels.ignored",
        CheckId.LABELS,
        WARN,
        "Gitea counts jobs of all labels, and some that wait ask for others than the scale set's.",
        "Count an organization or repository whose jobs all ask for these labels, or let one scale set offer all of them."
    ),

    KEDA_SLOW(
        "keda.slow",
        CheckId.LATENCY,
        FAIL,
        "The answer takes longer than KEDA waits: 3 s, KEDA_HTTP_DEFAULT_TIMEOUT of its operator, or the timeout of the" +
            " triggers that are there. KEDA reads nothing.",
        "On Gitea give the trigger a timeout, as the recommended one has (KEDA 2.20 or newer); else raise" +
            " KEDA_HTTP_DEFAULT_TIMEOUT (milliseconds) of KEDA's operator, or make the forge faster."
    ),

    TRIGGER_OTHER_FORGE(
        "trigger.other-forge",
        CheckId.TRIGGER,
        FAIL,
        "The trigger asks another address than the connection's forge, and would send it the token.",
        "Correct the address. Nothing was sent there."
    ),
    TRIGGER_INVALID(
        "trigger.invalid",
        CheckId.TRIGGER,
        FAIL,
        "KEDA refuses the trigger when it parses it, or the API server refuses its ScaledObject or ScaledJob: a parameter" +
            " that is missing or of another type, an authMode, metricType or format that there is not.",
        "Correct what is named, or use the trigger that the console recommends."
    ),
    TRIGGER_INACTIVE(
        "trigger.inactive",
        CheckId.TRIGGER,
        FAIL,
        "KEDA reads the number and starts nothing for it: it does not exceed activationTargetValue, targetValue is no" +
            " positive number, or a ScaledJob has the metricType Value.",
        "Leave out activationTargetValue and metricType, and set targetValue to \"1\"."
    ),
    TRIGGER_ACTIVATION(
        "trigger.activation",
        CheckId.TRIGGER,
        WARN,
        "With an activationTargetValue, that many jobs or fewer start nothing from none.",
        "Leave out activationTargetValue: one waiting job is enough to start a runner."
    ),
    TRIGGER_METRIC_TYPE(
        "trigger.metric-type",
        CheckId.TRIGGER,
        WARN,
        "A ScaledObject with the metricType Value multiplies its replicas by the number, up to maxReplicaCount.",
        "Leave out metricType, or take AverageValue: one replica for each job."
    ),
    TRIGGER_PLAIN_SECRET(
        "trigger.plain-secret",
        CheckId.TRIGGER,
        WARN,
        "A token or password stands in the trigger's metadata, where whoever sees the object reads it.",
        "Put it into a Secret, and let a TriggerAuthentication give it. Then make a new one at the forge."
    ),
    TRIGGER_NOT_JOBS(
        "trigger.not-jobs",
        CheckId.TRIGGER,
        WARN,
        "The trigger asks the forge for something else than a list of its jobs, and is not evaluated.",
        "Use the trigger that the console recommends; the console sends a token to lists of jobs only."
    ),
    TRIGGER_UNKNOWN_TYPE(
        "trigger.unknown-type",
        CheckId.TRIGGER,
        WARN,
        "The trigger is neither metrics-api nor forgejo-runner.",
        "Use the trigger that the console recommends; others are not evaluated."
    ),
    TRIGGER_WRONG_FORGE(
        "trigger.wrong-forge",
        CheckId.TRIGGER,
        FAIL,
        "The trigger asks for the path of the other forge, which this one answers with 404.",
        "Use the trigger that the console recommends for this forge."
    ),
    TRIGGER_BLOCKED_JOBS(
        "trigger.blocked-jobs",
        CheckId.TRIGGER,
        FAIL,
        "The trigger counts status=waiting (or pending, requested, action_required), which on Gitea selects blocked jobs.",
        "Ask for status=queued&status=in_progress."
    ),
    TRIGGER_STATUS_REFUSED(
        "trigger.status-refused",
        CheckId.TRIGGER,
        FAIL,
        "The trigger asks Gitea for a status that it refuses with 400.",
        "Ask for status=queued&status=in_progress."
    ),
    TRIGGER_ALL_JOBS(
        "trigger.all-jobs",
        CheckId.TRIGGER,
        FAIL,
        "The trigger asks Gitea for no status, and so counts every job that ever was.",
        "Ask for status=queued&status=in_progress."
    ),
    TRIGGER_TOTAL_COUNT(
        "trigger.total-count",
        CheckId.TRIGGER,
        FAIL,
        "The trigger reads total_count from Forgejo's bare array, which has none.",
        "Use the forgejo-runner trigger."
    ),
    TRIGGER_NULL(
        "trigger.null",
        CheckId.TRIGGER,
        WARN,
        "The trigger counts with # on Forgejo, whose list is null when it is empty: KEDA then finds no number and cannot" +
            " scale down.",
        "Use the forgejo-runner trigger."
    ),
    TRIGGER_PAGE(
        "trigger.page",
        CheckId.TRIGGER,
        WARN,
        "The trigger counts the rows of one page; Gitea gives 30, or 50 at most.",
        "Read total_count."
    ),
    TRIGGER_QUEUED_ONLY(
        "trigger.queued-only",
        CheckId.TRIGGER,
        WARN,
        "A ScaledObject, or a ScaledJob with the strategy default, counts queued jobs alone: running runners are removed," +
            " or too few are started.",
        "Count queued and in_progress."
    ),
    TRIGGER_STRATEGY(
        "trigger.strategy",
        CheckId.TRIGGER,
        WARN,
        "A ScaledJob counts running jobs too with a strategy that does not subtract the Jobs which run (accurate, eager, or" +
            " custom with a share below 1), and so starts runners that nobody needs.",
        "Take the strategy default; or on Gitea count queued alone with accurate."
    ),
    TRIGGER_NO_NUMBER(
        "trigger.no-number",
        CheckId.TRIGGER,
        FAIL,
        "There is no number at the trigger's valueLocation.",
        "Read total_count on Gitea; use forgejo-runner on Forgejo."
    ),
    TRIGGER_NOT_EVALUATED(
        "trigger.not-evaluated",
        CheckId.TRIGGER,
        WARN,
        "The valueLocation uses more of gjson than keys, indexes and #, or the trigger takes something from where the" +
            " console does not read it: another Secret, a client certificate, an environment variable, a Service's endpoints.",
        "Read it with KEDA itself, or use the trigger that the console recommends."
    ),
    TRIGGER_AUTH(
        "trigger.auth",
        CheckId.TRIGGER,
        FAIL,
        "The trigger sends no token: it has no authMode, or no authentication gives what its authMode needs.",
        "Add authMode: bearer, and an authenticationRef to a TriggerAuthentication that gives the parameter token."
    ),
    TRIGGER_REFUSED(
        "trigger.refused",
        CheckId.TRIGGER,
        FAIL,
        "The forge answers the trigger's request with another status than 200.",
        "Compare its address with the recommended trigger's."
    ),
    TRIGGER_REDIRECT(
        "trigger.redirect",
        CheckId.TRIGGER,
        WARN,
        "The trigger's address is redirected to another path of the same forge, which KEDA follows.",
        "Use the final address; an organization or repository may have been renamed."
    ),
    TRIGGER_REDIRECTED_AWAY(
        "trigger.redirected-away",
        CheckId.TRIGGER,
        FAIL,
        "The trigger's address is redirected to another host, scheme or port, or in a circle; KEDA drops the token where the" +
            " host changes.",
        "Use the final address."
    ),
    TRIGGER_TIMEOUT(
        "trigger.timeout",
        CheckId.TRIGGER,
        FAIL,
        "The answer takes longer than KEDA waits for it: the trigger's timeout (metrics-api, KEDA 2.20 or newer), else" +
            " KEDA_HTTP_DEFAULT_TIMEOUT. KEDA reads nothing.",
        "Raise the trigger's timeout, or KEDA_HTTP_DEFAULT_TIMEOUT of KEDA's operator."
    ),
    TRIGGER_UNSAFE_SSL(
        "trigger.unsafe-ssl",
        CheckId.TRIGGER,
        WARN,
        "unsafeSsl lets KEDA give the token to anybody who answers; the forgejo-runner trigger does not read it at all.",
        "Add the authority to KEDA: certificates.operator.caSecrets."
    ),
    TRIGGER_LABELS(
        "trigger.labels",
        CheckId.TRIGGER,
        FAIL,
        "A forgejo-runner trigger without labels, which KEDA refuses.",
        "Add the labels that the scaled runners offer, separated by commas."
    ),
    TRIGGER_OWNER(
        "trigger.owner",
        CheckId.TRIGGER,
        WARN,
        "A forgejo-runner trigger with an owner and no repo: KEDA counts the token's own user instead.",
        "Give both, or org."
    ),
    TRIGGER_DIFFERS(
        "trigger.differs",
        CheckId.TRIGGER,
        WARN,
        "The trigger reads another number than the recommended one.",
        "Compare statuses, scope and labels with the recommended trigger's."
    ),

    KEDA_MISSING(
        "keda.missing",
        CheckId.KEDA,
        FAIL,
        "The API server does not serve KEDA's kinds.",
        "helm repo add kedacore https://kedacore.github.io/charts && helm install keda kedacore/keda --namespace keda" +
            " --create-namespace"
    ),
    KEDA_NO_OPERATOR(
        "keda.no-operator",
        CheckId.KEDA,
        FAIL,
        "KEDA's kinds are there and no Deployment that is KEDA's operator by its labels, its image or its name.",
        "Install KEDA's operator too: helm install keda kedacore/keda --namespace keda --create-namespace."
    ),
    KEDA_DOWN(
        "keda.down",
        CheckId.KEDA,
        FAIL,
        "No replica of KEDA's operator is available.",
        "kubectl describe deployment, and logs, of the operator."
    ),
    KEDA_TOO_OLD(
        "keda.too-old",
        CheckId.KEDA,
        FAIL,
        "The forge is a Forgejo, and KEDA is older than 2.18, which brought forgejo-runner.",
        "Update KEDA."
    ),
    KEDA_NAMESPACE(
        "keda.namespace",
        CheckId.KEDA,
        FAIL,
        "The operator's WATCH_NAMESPACE leaves the connection's namespace out.",
        "Add the namespace to WATCH_NAMESPACE (watchNamespace in KEDA's chart)."
    ),
    KEDA_SECRETS(
        "keda.secrets",
        CheckId.KEDA,
        FAIL,
        "KEDA_RESTRICT_SECRET_ACCESS is set: the operator reads Secrets of its own namespace only, and so no token here.",
        "Set up a cluster-scoped connection in KEDA's namespace, or lift the restriction."
    ),
    KEDA_METRICS_API_DOWN(
        "keda.metrics-api-down",
        CheckId.KEDA,
        FAIL,
        "The APIService v1beta1.external.metrics.k8s.io is missing or not available: no ScaledObject scales beyond 1.",
        "kubectl describe apiservice v1beta1.external.metrics.k8s.io, and see that the API server reaches KEDA's metrics" +
            " server (port 6443 of the Service keda-operator-metrics-apiserver)."
    ),
    KEDA_METRICS_API_OTHER(
        "keda.metrics-api-other",
        CheckId.KEDA,
        FAIL,
        "The APIService v1beta1.external.metrics.k8s.io belongs to another adapter than KEDA; only one can have it.",
        "Remove external metrics from the other adapter (prometheus-adapter, Datadog's agent), then let KEDA's chart apply" +
            " its own again."
    ),
    KEDA_PROXY(
        "keda.proxy",
        CheckId.KEDA,
        WARN,
        "KEDA's operator and the console take different ways to the forge: one of them goes through an HTTP proxy (HTTPS_PROXY," +
            " HTTP_PROXY and NO_PROXY of their containers), or through another.",
        "Give both the same variables, or see that the proxy lets the forge pass with its Authorization header."
    ),

    SCALED_RESOURCE_NOT_READY(
        "scaled-resource.not-ready",
        CheckId.SCALED_RESOURCES,
        FAIL,
        "KEDA gives a ScaledObject or ScaledJob of this connection the condition Ready=False.",
        "Fix what KEDA's condition, or its last event about the object, names."
    ),
    SCALED_RESOURCE_SILENT(
        "scaled-resource.silent",
        CheckId.SCALED_RESOURCES,
        WARN,
        "A ScaledObject or ScaledJob of this connection has no status: KEDA has said nothing about it yet.",
        "Wait for KEDA to look at it, some seconds. If it stays, see that KEDA's operator runs and watches the namespace."
    ),
    SCALED_RESOURCE_COUNTED_TWICE(
        "scaled-resource.counted-twice",
        CheckId.SCALED_RESOURCES,
        WARN,
        "Two ScaledObjects or ScaledJobs of the namespace count the same jobs, by the same or by overlapping scopes (an instance" +
            " has the jobs of its organizations, these those of their repositories) and labels; Gitea counts all labels.",
        "Let one of them count: narrow the scope or, on Forgejo, the labels of the others. On Gitea let one scale set offer all" +
            " labels."
    ),
    SCALED_RESOURCE_TRIGGER_FAILS(
        "scaled-resource.trigger-fails",
        CheckId.SCALED_RESOURCES,
        FAIL,
        "KEDA cannot read the trigger, whatever Ready says, and the cause is known: KEDA itself, the forge, the token, or the" +
            " trigger.",
        "Fix that cause first. Meanwhile KEDA keeps the replicas that there are, and starts none" + " from zero."
    ),
    SCALED_RESOURCE_FAILS_ONLY_IN_KEDA(
        "scaled-resource.fails-only-in-keda",
        CheckId.SCALED_RESOURCES,
        FAIL,
        "The console counts the jobs, and KEDA cannot read the trigger.",
        "Look for what differs between the two pods: a NetworkPolicy in KEDA's namespace, HTTPS_PROXY, DNS, the" +
            " authorities that KEDA trusts. Try it there: kubectl debug -n keda deploy/keda-operator --image=curlimages/curl" +
            " -- curl -sv followed by the forge's address and /api/v1/version."
    ),
    SCALED_RESOURCE_TOKEN_NOT_REREAD(
        "scaled-resource.token-not-reread",
        CheckId.SCALED_RESOURCES,
        WARN,
        "KEDA cannot read the trigger, the console can, and the Secret was changed less than five minutes ago: KEDA keeps a" +
            " token until a poll fails, then reads the Secret again.",
        "Wait for the next poll (pollingInterval, 30 s by default). If it stays, restart KEDA's operator: kubectl rollout" +
            " restart deployment keda-operator -n keda."
    ),
    SCALED_RESOURCE_FALLBACK(
        "scaled-resource.fallback",
        CheckId.SCALED_RESOURCES,
        WARN,
        "KEDA uses the ScaledObject's fallback replicas, because it could not read the trigger several times.",
        "Fix why the trigger fails; KEDA then counts again by itself."
    ),
    SCALED_RESOURCE_PAUSED(
        "scaled-resource.paused",
        CheckId.SCALED_RESOURCES,
        WARN,
        "An annotation stops KEDA from scaling: autoscaling.keda.sh/paused, paused-replicas, paused-scale-in or" +
            " paused-scale-out.",
        "Take it away: kubectl annotate, the object, and the annotation's name with a minus behind it."
    ),
    SCALED_RESOURCE_DANGLING(
        "scaled-resource.dangling-authentication",
        CheckId.SCALED_RESOURCES,
        FAIL,
        "A trigger that asks this forge names no TriggerAuthentication, or one that does not exist.",
        "Name the connection's TriggerAuthentication in its authenticationRef."
    ),
    SCALED_RESOURCE_OTHER_NAMESPACE(
        "scaled-resource.other-namespace",
        CheckId.SCALED_RESOURCES,
        FAIL,
        "A trigger names the connection's TriggerAuthentication from another namespace, where KEDA does not look for it.",
        "Move the ScaledObject into the connection's namespace, or set the connection up there too."
    ),
    SCALED_RESOURCE_WRONG_KIND(
        "scaled-resource.wrong-kind",
        CheckId.SCALED_RESOURCES,
        FAIL,
        "A trigger names the connection's object under the other kind, TriggerAuthentication or" +
            " ClusterTriggerAuthentication.",
        "Correct the authenticationRef's kind; without one it means TriggerAuthentication. A ClusterTriggerAuthentication" +
            " reads its Secret in KEDA's own namespace."
    ),

    METRIC_DIFFERS(
        "metric.differs",
        CheckId.METRIC,
        WARN,
        "The external metric that KEDA reports is another number than the trigger gives here.",
        "Probe again: jobs come and go between two looks. If it stays, KEDA has another token, caches (useCachedMetrics), or" +
            " asks by another way."
    ),

    METRIC_DISAGREES(
        "metric.disagrees",
        CheckId.METRIC,
        WARN,
        "KEDA's condition Active and the number disagree: jobs are there and it is not active, or the other way round.",
        "Probe again: KEDA looks every pollingInterval. If it stays, see KEDA's log, and whether another ScaledObject or" +
            " HorizontalPodAutoscaler scales the same workload."
    ),
    METRIC_UNANSWERED(
        "metric.unanswered",
        CheckId.METRIC,
        WARN,
        "KEDA's metrics adapter does not answer in time.",
        "See that KEDA's operator runs, which the adapter asks, and that the adapter's pod is ready: kubectl get pods -n keda."
    ),

    FIELD_MANAGERS_SEVERAL(
        "field-managers.several",
        CheckId.FIELD_MANAGERS,
        WARN,
        "Another tool than the console has applied the content of the Secret or TriggerAuthentication too, and may set it" +
            " back.",
        "Let one tool own it: take the object out of the chart or repository, or set the connection up on the existing" +
            " Secret (token.secretName)."
    );

    private final String id;
    private final CheckId check;
    private final CheckStatus status;
    private final String when;
    private final String remediation;

    Finding(String id, CheckId check, CheckStatus status, String when, String remediation) {
        this.id = id;
        this.check = check;
        this.status = status;
        this.when = when;
        this.remediation = remediation;
    }

    /** Stable: JSON, pages and documentation share it. */
    public String id() {
        return id;
    }

    /** The check that does not pass because of it. */
    public CheckId check() {
        return check;
    }

    /** {@link CheckStatus#FAIL} where KEDA would not scale rightly, else {@link CheckStatus#WARN}. */
    public CheckStatus status() {
        return status;
    }

    /** When it is found, as a sentence. */
    public String when() {
        return when;
    }

    /** What to do in general; a probe's remediation names addresses and names on top. */
    public String remediation() {
        return remediation;
    }

    /** Its heading in {@code docs/checks.md}. */
    public String anchor() {
        return id.replace('.', '-');
    }

    /** Where the documentation has it. */
    public String page() {
        return "docs/checks.md#" + anchor();
    }

    /** A check with this finding and the catalogue's remediation. */
    public Check seen(String summary) {
        return seen(summary, remediation);
    }

    /**
     * A check with this finding.
     *
     * @param summary what was seen, as a sentence
     * @param remediation what to do about it here
     */
    public Check seen(String summary, String remediation) {
        return new Check(check, status, this, summary, remediation);
    }
}
