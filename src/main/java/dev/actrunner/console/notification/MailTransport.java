package dev.actrunner.console.notification;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;

/** Sends notifications as plain mails. */
final class MailTransport implements Transport {

    private final ReceiverProperties properties;
    private final MailSender sender;

    MailTransport(ReceiverProperties properties, MailSender sender) {
        this.properties = properties;
        this.sender = sender;
    }

    @Override
    public List<Supplier<String>> requests(List<Message> messages) {
        var mail = new SimpleMailMessage();
        if (properties.from() != null) {
            mail.setFrom(properties.from());
        }
        mail.setTo(properties.to().toArray(String[]::new));
        mail.setSubject(Payload.title(messages));
        mail.setText(Payload.text(messages));
        return List.of(() -> {
            sender.send(mail);
            return "accepted by the mail server";
        });
    }
}
