package dev.actrunner.console.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells OpenAPI's schemas which components of a record may be null: those that JSpecify's {@code @Nullable} marks, which is
 * on the type and which the schema's own reader does not look at.
 */
final class NullableComponents implements ModelConverter {

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
                    mark(model, component);
                }
            }
        }
        return resolved;
    }

    private static @Nullable Schema<?> defined(ModelConverterContext context, String ref) {
        return context.getDefinedModels().get(ref.substring(ref.lastIndexOf('/') + 1));
    }

    private static void mark(Schema<?> model, RecordComponent component) {
        String name = name(component);
        Schema<?> property = model.getProperties().get(name);
        if (property == null || !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            return;
        }
        if (property.get$ref() != null) {
            model.getProperties().put(name, new Schema<>().anyOf(List.of(property, ofNull())));
        } else if (property.getTypes() != null) {
            Set<String> types = new LinkedHashSet<>(property.getTypes());
            types.add("null");
            property.setTypes(types);
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
