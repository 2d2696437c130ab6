package dev.actrunner.console.testing;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Grants rights as a cluster's administrator does. */
public record Grants(KubernetesClient admin) {
    /** Makes a namespace. */
    public void namespace(String name) {
        admin.resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build()).create();
    }

    /** Makes a ClusterRole of one rule; resources and verbs with commas between. */
    public void rule(String role, String group, String resources, String verbs) {
        admin
            .resource(
                new ClusterRoleBuilder()
                    .withNewMetadata()
                    .withName(role)
                    .endMetadata()
                    .addNewRule()
                    .withApiGroups(group)
                    .withResources(resources.split(",", -1))
                    .withVerbs(verbs.split(",", -1))
                    .endRule()
                    .build()
            )
            .create();
    }

    /** Makes a ClusterRole for a path that belongs to no resource. */
    public void nonResource(String role, String path, String verb) {
        admin
            .resource(
                new ClusterRoleBuilder()
                    .withNewMetadata()
                    .withName(role)
                    .endMetadata()
                    .addNewRule()
                    .withNonResourceURLs(path)
                    .withVerbs(verb)
                    .endRule()
                    .build()
            )
            .create();
    }

    /** Gives a role to a user in a namespace. */
    public void bind(String role, String namespace, String user) {
        bind(role, namespace, new Subject("rbac.authorization.k8s.io", "User", user, null));
    }

    /** Gives a role to a group in a namespace. */
    public void bindGroup(String role, String namespace, String group) {
        bind(role, namespace, new Subject("rbac.authorization.k8s.io", "Group", group, null));
    }

    /** Gives a role to a service account in its namespace. */
    public void bindServiceAccount(String role, String namespace, String name) {
        bind(role, namespace, new Subject("", "ServiceAccount", name, namespace));
    }

    /** Gives a role to a service account in all namespaces. */
    public void bindEverywhere(String role, String namespace, String name) {
        bindEverywhere(role, new Subject("", "ServiceAccount", name, namespace));
    }

    /** Gives a role to a user in all namespaces. */
    public void bindUserEverywhere(String role, String user) {
        bindEverywhere(role, new Subject("rbac.authorization.k8s.io", "User", user, null));
    }

    private void bindEverywhere(String role, Subject subject) {
        admin
            .resource(
                new ClusterRoleBindingBuilder()
                    .withNewMetadata()
                    .withName(bindingName(role, subject.getName()))
                    .endMetadata()
                    .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                    .withSubjects(subject)
                    .build()
            )
            .create();
    }

    private void bind(String role, String namespace, Subject subject) {
        admin
            .resource(
                new RoleBindingBuilder()
                    .withNewMetadata()
                    .withName(bindingName(role, subject.getName()))
                    .withNamespace(namespace)
                    .endMetadata()
                    .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                    .withSubjects(subject)
                    .build()
            )
            .create();
    }

    private static String bindingName(String role, String subject) {
        return role + "-" + subject.replaceAll("[^a-z0-9-]", "-");
    }

    /** Takes it away again. */
    public void unbind(String role, String namespace, String user) {
        admin.rbac().roleBindings().inNamespace(namespace).withName(bindingName(role, user)).delete();
    }

    /** Makes a service account. */
    public void serviceAccount(String namespace, String name) {
        admin
            .resource(
                new ServiceAccountBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .withNamespace(namespace)
                    .endMetadata()
                    .build()
            )
            .create();
    }
}
