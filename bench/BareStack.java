import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The least that a console on these libraries is: what Spring Boot configures by itself for them, one page of Thymeleaf, and one list of
 * Secrets by fabric8. {@code bench/start.sh} holds the console's start and memory against it.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(BareStack.Page.class)
public class BareStack {

    @Controller
    static class Page {

        /** A page. Spring Security leads to another one before it is shown, as the console does. */
        @GetMapping("/")
        String page() {
            return "bare";
        }
    }

    @Bean(destroyMethod = "close")
    KubernetesClient kubernetes() {
        return new KubernetesClientBuilder().build();
    }

    @Bean
    ApplicationRunner list(KubernetesClient kubernetes) {
        return _ -> kubernetes.secrets().inAnyNamespace().list();
    }

    /** @param args settings, such as {@code --server.port=8080} */
    public static void main(String[] args) {
        SpringApplication.run(BareStack.class, args);
    }
}
