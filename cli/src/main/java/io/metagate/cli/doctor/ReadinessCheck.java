package io.metagate.cli.doctor;

import io.metagate.cli.doctor.DoctorFinding.Result;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Asks a running gateway whether it is ready, and for what it is not. */
record ReadinessCheck(URI management) {

    List<DoctorFinding> findings() {
        Optional<HttpUrl> root = HttpUrl.of(management.toString());
        if (root.isEmpty()) {
            return List.of(new DoctorFinding("readiness", "-", Result.UNKNOWN, "That is no address of a gateway."));
        }
        String subject = root.get().toString();
        Optional<HttpResult> answer = HttpResult.of(root.get().below("/q/health/ready"));
        if (answer.isEmpty()) {
            return List.of(new DoctorFinding(
                    "readiness", subject, Result.BAD, "The gateway does not answer there: see whether it runs."));
        }
        return answer.flatMap(HttpResult::json)
                .filter(health -> health.isArray("checks"))
                .map(health -> health.getArray("checks").stream()
                        .filter(BsonValue::isDocument)
                        .map(check -> finding(check.asDocument()))
                        .toList())
                .filter(findings -> !findings.isEmpty())
                .orElseGet(() -> List.of(new DoctorFinding(
                        "readiness",
                        subject,
                        Result.BAD,
                        "Whatever answers there is no gateway's management interface.")));
    }

    private static DoctorFinding finding(BsonDocument check) {
        boolean up = new BsonString("UP").equals(check.get("status"));
        return new DoctorFinding(
                "readiness",
                text(check.get("name", new BsonString("-"))),
                up ? Result.OK : Result.BAD,
                (up ? "Up" : "Down, and the gateway takes no requests") + details(check) + ".");
    }

    private static String details(BsonDocument check) {
        BsonValue data = check.get("data", new BsonArray());
        return data.isDocument()
                ? data.asDocument().entrySet().stream()
                        .map(detail -> detail.getKey() + ": " + text(detail.getValue()))
                        .collect(Collectors.joining(", ", "; ", ""))
                : "";
    }

    private static String text(BsonValue value) {
        return value.isString()
                ? value.asString().getValue()
                : new BsonDocument("v", value).toJson().replaceAll("^\\{\"v\": (.*)}$", "$1");
    }
}
