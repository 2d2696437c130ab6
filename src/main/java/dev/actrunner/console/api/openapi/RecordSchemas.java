package dev.actrunner.console.api.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Completes the schemas of records by what their code says and the schema's own reader does not look at. In an answer every
 * component is required, except those that JSON leaves out when they are null; in a request those that Bean Validation
 * demands. JSpecify's {@code @Nullable} makes a component nullable.
 */
final class RecordSchemas implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
        AnnotatedType type,
        ModelConverterContext context,
        Iterator<ModelConverter> chain
    ) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> resolved = chain.next().resolve(type, context, chain);
        Class<?> raw = raw(type.getType());
        if (resolved != null && raw != null && raw.isRecord()) {
            Schema<?> model = resolved.get$ref() == null ? resolved : defined(context, resolved.get$ref());
            if (model != null && model.getProperties() != null) {
                for (RecordComponent component : raw.getRecordComponents()) {
                    complete(model, component, isRequest(raw));
                }
            }
        }
        return resolved;
    }

    private static @Nullable Schema<?> defined(ModelConverterContext context, String ref) {
        return context.getDefinedModels().get(ref.substring(ref.lastIndexOf('/') + 1));
    }

    /** Requests are recognised by their names; a part of a request stands inside of it. */
    private static boolean isRequest(Class<?> type) {
        var named = type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        String name = named == null || named.name().isEmpty() ? type.getSimpleName() : named.name();
        return name.endsWith("Request");
    }

    private static void complete(Schema<?> model, RecordComponent component, boolean request) {
        String name = name(component);
        Schema<?> property = model.getProperties().get(name);
        if (property == null) {
            return;
        }
        boolean demanded = component.getAccessor().isAnnotationPresent(NotNull.class);
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        if (request ? demanded : !isLeftOut(component)) {
            require(model, name);
        }
        if (!nullable || demanded || isLeftOut(component)) {
            return;
        }
        if (property.get$ref() != null) {
            var either = new Schema<>();
            either.setDescription(property.getDescription());
            property.setDescription(null);
            model.getProperties().put(name, either.anyOf(List.of(property, ofNull())));
        } else if (property.getTypes() != null) {
            Set<String> types = new LinkedHashSet<>(property.getTypes());
            types.add("null");
            property.setTypes(types);
            allowNull(property);
        }
    }

    private static boolean isLeftOut(RecordComponent component) {
        JsonInclude own = component.getAccessor().getAnnotation(JsonInclude.class);
        JsonInclude all = component.getDeclaringRecord().getAnnotation(JsonInclude.class);
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return nullable && (own != null || all != null);
    }

    private static void require(Schema<?> model, String name) {
        if (model.getRequired() == null || !model.getRequired().contains(name)) {
            model.addRequiredItem(name);
        }
    }

    /** In JSON Schema, {@code enum} restricts whatever {@code type} says. */
    @SuppressWarnings("unchecked")
    private static void allowNull(Schema<?> property) {
        if (property.getEnum() != null && !property.getEnum().contains(null)) {
            var values = new ArrayList<@Nullable Object>(property.getEnum());
            values.add(null);
            ((Schema<Object>) property).setEnum(values);
        }
    }

    private static Schema<?> ofNull() {
        var none = new Schema<>();
        none.setTypes(Set.of("null"));
        return none;
    }

    private static String name(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? component.getName() : named.value();
    }

    private static @Nullable Class<?> raw(@Nullable Type type) {
        return switch (type) {
            case Class<?> it -> it;
            case com.fasterxml.jackson.databind.JavaType it -> it.getRawClass();
            case java.lang.reflect.ParameterizedType it -> raw(it.getRawType());
            case null, default -> null;
        };
    }
}
