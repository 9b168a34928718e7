package io.metagate.cli.doctor;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/** An address on the web that is shown without whatever may be secret in it. */
record HttpUrl(URI uri) {

    /** The address, if it is one with a host. */
    static Optional<HttpUrl> of(String written) {
        try {
            URI uri = URI.create(written);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(new HttpUrl(uri)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What is at that path below this one. */
    URI below(String path) {
        return URI.create(uri.toString().replaceFirst("/$", "") + path);
    }

    /** Whether nobody on the way can change what it answers. */
    boolean safe() {
        try {
            return "https".equals(uri.getScheme())
                    || InetAddress.getByName(uri.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
    }
}
