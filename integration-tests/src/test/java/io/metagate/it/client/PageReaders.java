package io.metagate.it.client;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients, each with a connection of its own, who ask for a page again and again, until they are told to end or nobody
 * answers.
 */
public final class PageReaders implements AutoCloseable {

    private final Queue<String> auditIds = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failed = new AtomicInteger();
    private final List<AtomicInteger> read = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile int pageBytes;
    private volatile boolean ended;

    private PageReaders() {}

    /** One for each request, who have begun. */
    public static PageReaders of(List<HttpRequest> pages) {
        PageReaders begun = new PageReaders();
        for (HttpRequest page : pages) {
            AtomicInteger read = new AtomicInteger();
            begun.read.add(read);
            begun.threads.add(new Thread(() -> begun.read(page, read), "reader-" + begun.read.size()));
        }
        begun.threads.forEach(Thread::start);
        return begun;
    }

    private void read(HttpRequest page, AtomicInteger pages) {
        while (!ended) {
            try {
                ApiResponse reply = ApiClient.tryExchange(page);
                reply.header("metagate-audit-id").ifPresent(auditIds::add);
                if (reply.status() == 200) {
                    pageBytes = Math.max(pageBytes, reply.body().length());
                    pages.incrementAndGet();
                } else {
                    failed.incrementAndGet();
                }
            } catch (IOException e) {
                failed.incrementAndGet();
                return;
            }
        }
    }

    /** The ids of the audit records of all answers that have arrived. */
    public List<String> auditIds() {
        return List.copyOf(auditIds);
    }

    /** How many answers were no pages, or did not come. */
    public int failed() {
        return failed.get();
    }

    /** How many pages the slowest of them has read. */
    public int slowest() {
        return read.stream().mapToInt(AtomicInteger::get).min().orElseThrow();
    }

    /** How large the largest page was. */
    public int pageBytes() {
        return pageBytes;
    }

    @Override
    public void close() {
        ended = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
