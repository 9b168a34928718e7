package io.metagate.demo.gateway;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A program that lives where a gateway would and answers only that it is ready, so that starting and stopping can be
 * tried in seconds.
 */
public final class StandInGateway {

    private StandInGateway() {}

    /** Answers on the management port until it is ended; ends at once with 3 if it is told to fail. */
    public static void main(String[] arguments) throws IOException {
        System.out.println("METAGATE_PORT is " + System.getenv("METAGATE_PORT"));
        if ("fail".equals(System.getenv("METAGATE_STORE_URI"))) {
            System.out.println("told to fail");
            System.exit(3);
        }
        int port = Integer.parseInt(System.getenv("QUARKUS_MANAGEMENT_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** Packages it as a runnable jar, with the file of Java options that the gateway's has beside it. */
    public static Path jar(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file.resolveSibling("java.options"), "-Xms16m\n");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInGateway.class.getName());
        String entry = StandInGateway.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest);
                var bytes = StandInGateway.class.getClassLoader().getResourceAsStream(entry)) {
            jar.putNextEntry(new JarEntry(entry));
            bytes.transferTo(jar);
        }
        return file;
    }
}
