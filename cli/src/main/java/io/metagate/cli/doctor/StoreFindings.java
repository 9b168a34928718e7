package io.metagate.cli.doctor;

import io.metagate.cli.doctor.DoctorFinding.Result;
import io.metagate.store.AnonymousAccessProbe;
import io.metagate.store.AuthenticationResult;
import io.metagate.store.TlsMode;
import io.metagate.store.UserPrivileges;

/** What is to be said of a store, of what was seen there. */
record StoreFindings(String subject) {

    private static final String OPEN =
            "It answers without credentials: turn on its access control, and let nothing but the gateway reach it.";
    private static final String BORNE = " The gateway is told to bear that, which is for demonstrations only.";

    /**
     * Of how it treats strangers.
     *
     * @param borne whether the gateway is configured to start although it answers them
     */
    DoctorFinding of(AnonymousAccessProbe.Finding found, boolean borne) {
        return switch (found) {
            case ANSWERED -> finding("strangers", Result.BAD, borne ? OPEN + BORNE : OPEN);
            case REFUSED -> finding("strangers", Result.OK, "It refuses whoever has no credentials.");
            case UNREACHED ->
                finding("strangers", Result.UNKNOWN, "It was not reached without credentials, or hung up.");
        };
    }

    DoctorFinding of(AuthenticationResult reception) {
        return switch (reception) {
            case WELCOME -> finding("credentials", Result.OK, "It takes them.");
            case NAMELESS ->
                finding("credentials", Result.BAD, "None are configured: make a user, and set user and password-file.");
            case REJECTED ->
                finding(
                        "credentials",
                        Result.BAD,
                        "It does not take them: correct user and password-file; the user is looked for in the database"
                                + " admin, unless authSource in the connection string names another.");
            case UNREACHED ->
                finding(
                        "credentials",
                        Result.BAD,
                        "It was not reached: look at its address, at TLS, and at the network.");
        };
    }

    /**
     * Of how it is reached.
     *
     * @param loopback whether all its servers are on this machine's loopback
     */
    DoctorFinding of(TlsMode transport, boolean loopback) {
        return of(transport, loopback, true);
    }

    /**
     * Of how it is reached, if it was.
     *
     * @param loopback whether all its servers are on this machine's loopback
     * @param reached whether it was: what was only configured was not seen to be so
     */
    DoctorFinding of(TlsMode transport, boolean loopback, boolean reached) {
        DoctorFinding configured = ofConfigured(transport, loopback);
        return reached || configured.result() != Result.OK
                ? configured
                : finding("tls", Result.UNKNOWN, "It was not reached, so that nothing was seen of it.");
    }

    private DoctorFinding ofConfigured(TlsMode transport, boolean loopback) {
        return switch (transport) {
            case VERIFIED -> finding("tls", Result.OK, "TLS, and the server's name is verified.");
            case UNVERIFIED ->
                finding(
                        "tls",
                        Result.BAD,
                        "TLS with anyone: take tlsInsecure and tlsAllowInvalidHostnames out of the connection string.");
            case CLEAR ->
                loopback
                        ? finding("tls", Result.OK, "Clear text, which stays on this machine.")
                        : finding(
                                "tls",
                                Result.BAD,
                                "Records travel in clear text: turn on TLS there, and set tls-ca-file.");
        };
    }

    DoctorFinding of(UserPrivileges privileges) {
        return privileges.fold(
                this::ofKnown,
                unknown -> finding(
                        "privileges", Result.UNKNOWN, "The store does not tell what the user may do: look there."));
    }

    private DoctorFinding ofKnown(UserPrivileges.Known known) {
        String excess = "Take away what the gateway has no use for: " + String.join("; ", known.excess()) + ".";
        if (!known.lacking().isEmpty()) {
            String lacking = "Grant " + String.join("; ", known.lacking()) + ".";
            return finding("privileges", Result.BAD, known.excess().isEmpty() ? lacking : lacking + " " + excess);
        }
        return known.excess().isEmpty()
                ? finding("privileges", Result.OK, "As many as the gateway has a use for.")
                : finding("privileges", Result.WARNING, excess);
    }

    DoctorFinding ofPrivilegesWithoutPolicies() {
        return finding("privileges", Result.UNKNOWN, "Name the policies with --bundle to have them compared.");
    }

    private DoctorFinding finding(String check, Result result, String advice) {
        return new DoctorFinding(check, subject, result, advice);
    }
}
