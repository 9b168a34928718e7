package io.metagate.policy.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.metagate.policy.redaction.transform.FilenameMask;
import io.metagate.test.Seeded;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilenameMaskTest {

    private static final int RANDOM_NAMES = 20_000;
    private static final List<String> SYSTEM_FOLDERS = List.of("home", "Users", "..", ".", "mail");
    private static final List<String> EXTENSIONS = List.of("pdf", "tar", "gz", "PDF");
    private static final List<String> LETTERS = List.of(
            "q", "z", "Q", "Z", "ж", "李", "ñ", "\u0301", "😀", "\u200b", "Ｑ", "７", " ", "'", "@", ":", "%41", "~");

    @ParameterizedTest
    @CsvSource({
        "/home/jane/report.pdf, /home/***/***.pdf",
        "/home/jane/taxes/2025/report.final.pdf, /home/***/***/***/***.pdf",
        "/jane/report.pdf, /***/***.pdf",
        "/home/report.pdf, /home/***",
        "/home, /***",
        "/home/, /***/",
        "/home//, /***//",
        "/home/jane/, /home/***/",
        "/HOME/jane, /HOME/***",
        "//home/jane/a.txt, //***/***/***.txt",
        "home/jane/a.txt, ***/***/***.txt",
        "jane/a.txt, ***/***.txt",
        "report.pdf, ***.pdf",
        "report, ***",
        "a.tar.gz, ***.tar.gz",
        "a.7z, ***.7z",
        "photo.HEIC, ***.HEIC",
        "/home/jane/.bashrc, /home/***/***",
        "/home/jane/.config.json, /home/***/***.json",
        "a.extensio, ***",
        "a.extension, ***",
        "a.p-f, ***",
        "a.pdf~, ***",
        "a.é, ***",
        "call 0.5550123, ***",
        "jane., ***",
        "~/a.txt, ***/***.txt",
        "../jane/a.txt, ***/***/***.txt",
        "'C:\\Users\\jane\\report.pdf', 'C:\\Users\\***\\***.pdf'",
        "'c:\\users\\jane\\', 'c:\\users\\***\\'",
        "'D:\\Jane\\report.pdf', 'D:\\***\\***.pdf'",
        "'C:/Program Files (x86)/Jane/a.exe', 'C:/Program Files (x86)/***/***.exe'",
        "'C:report.pdf', '***.pdf'",
        "'\\\\server\\jane\\a.doc', '\\\\***\\***\\***.doc'",
        "file:///home/jane/a.txt, ***///***/***/***.txt",
        "/, ***",
        "'', ***",
    })
    void keepsDepthAndExtensionOfAPath(String path, String masked) {
        assertThat(new FilenameMask().masked(path)).isEqualTo(masked);
    }

    @Test
    void masksPathsWithControlsOrWithoutEndCompletely() {
        assertThat(new FilenameMask().masked("/home/jane\n/a.txt")).isEqualTo("***");
        assertThat(new FilenameMask().masked("/a".repeat(64) + ".txt")).endsWith("/***.txt");
        assertThat(new FilenameMask().masked("/a".repeat(65) + ".txt")).isEqualTo("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cv.janeroe",
                "cv.roe",
                "cv.jane",
                "cv.max",
                "cv.deb",
                "cv.pat",
                "cv.j",
                "cv.李",
                "cv.джейн",
                "cv.ｐｄｆ",
                "cv.pdf.",
                "cv.pdf ",
                "cv. pdf",
                "cv.pdf\u200b",
                "cv.pdf:jane",
                "cv.jane:x.pdf",
                "cv.txt::$DATA",
                "cv.pdf;1",
                "cv.pdf%2Fjane",
                "cv%2Ejaneroe",
                "%2Fhome%2Fjane.pdf",
                ".janeroe",
                ".pdf",
                "..pdf",
                "...jane",
                "~jane.roe",
                "~jane.pdf",
                "jane.K\u0130P",
                "cv.\u212aml",
                "jane@acme.example",
                "jane.roe",
            })
    void masksWhatIsNotAKnownExtensionAsPartOfTheName(String name) {
        assertThat(masked(name)).isEqualTo("***");
        assertThat(masked("/srv/data/" + name)).isEqualTo("/srv/***/***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/home/",
                "/home//",
                "/home/./",
                "/home/x/../",
                "/home/j/",
                "/home/ja/ne/",
                "/HOME/",
                "/Home /",
                "/home1/",
                "/export/home/",
                "/export/home2/",
                "/usr/home/",
                "/Users/",
                "/mnt/backup/Users/",
                "/Volumes/Macintosh HD/Users/",
                "/var/mail/",
                "/var/spool/mail/",
                "/var/spool/cron/crontabs/",
                "/var/mail/j/",
                "/srv/vmail/",
                "/var/spool/imap/user/",
                "/run/user/",
                "/media/",
                "/run/media/",
                "Users/",
                "home/",
                "mail/",
                "Maildir/",
                "/srv/Maildir/",
                "C:\\Users\\",
                "c:/users/",
                "C:Users\\",
                "\\\\?\\C:\\Users\\",
                "C:\\Documents and Settings\\",
                "C:\\Dokumente und Einstellungen\\",
                "D:\\Benutzer\\",
                "\\\\server\\home$\\",
                "\\\\server\\",
                "\\\\",
                "//",
                "\\\\server\\Users\\",
                "\\\\server\\profiles$\\",
                "/Ｕｓｅｒｓ/",
                "/srv/home%20dirs/",
                "/home%2Fx/",
                "file:///home/",
                "host:/home/",
                "host:home/",
                "/用户/",
                "/пользователи/",
                "/home\\",
                "\\home/",
            })
    void keepsNoExtensionRightBelowFoldersOfUsersAndMail(String folder) {
        for (String name : List.of("jane.roe", "jane.pdf", "jane.tar.gz")) {
            assertThat(masked(folder + name)).as(folder + name).endsWith("***").doesNotContain(".");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/home/jane/report.pdf, /home/***/***.pdf",
        "/home/jane/mailing/report.docx, /home/***/***/***.docx",
        "/homework/report.pdf, /***/***.pdf",
        "/home/jane/../jane/x.pdf, /home/***/***/***/***.pdf",
        "dump.sql.gz, ***.sql.gz",
        "dump.SQL.GZ, ***.SQL.GZ",
        "jane.doc.pdf, ***.pdf",
        "jane.roe.gz, ***.gz",
        "jane.gz, ***.gz",
        ".tar.gz, ***.gz",
        "a.tar.gz.zip, ***.zip",
        "a.gz.gz.gz, ***.gz.gz",
        "'C:\\Users\\jane\\photo.heic', 'C:\\Users\\***\\***.heic'",
        "'\\\\server\\share\\jane.doc', '\\\\***\\***\\***.doc'",
    })
    void keepsAtMostTwoKnownExtensionsElsewhere(String path, String masked) {
        assertThat(masked(path)).isEqualTo(masked);
    }

    /** Only of q and z are names made here, which are in no word that may stay. */
    @Test
    void letsNoPartOfARandomNameOut() {
        Seeded random = Seeded.forTest("FilenameMaskTest");
        for (int i = 0; i < RANDOM_NAMES; i++) {
            String path = path(random);
            String left = masked(path);
            assertThat(left).as(path).isEqualTo(ReferencePlaces.path(path));
            assertThat(left)
                    .as(path)
                    .matches(
                            "(?s)([A-Za-z]:)?([/\\\\]|\\*{3}|home|Users)*((\\.(tar|pdf|PDF|gz))?\\.(tar|gz|pdf|PDF))?");
            assertThat(left.chars().filter(c -> c == '/' || c == '\\').count())
                    .isIn(0L, path.chars().filter(c -> c == '/' || c == '\\').count());
        }
    }

    private static String path(Seeded random) {
        StringBuilder path = new StringBuilder(random.chance(10) ? "C:" : "");
        for (int depth = random.below(5); depth > 0; depth--) {
            path.append(random.chance(50) ? name(random) : random.oneOf(SYSTEM_FOLDERS));
            path.append(random.chance(70) ? "/" : "\\");
        }
        for (int parts = random.below(4); parts >= 0; parts--) {
            path.append(random.chance(60) ? name(random) : random.oneOf(EXTENSIONS))
                    .append(parts > 0 ? "." : "");
        }
        return path.toString();
    }

    private static String name(Seeded random) {
        StringBuilder name = new StringBuilder();
        for (int left = 1 + random.below(6); left > 0; left--) {
            name.append(random.oneOf(LETTERS));
        }
        return name.toString();
    }

    private static String masked(String path) {
        return new FilenameMask().masked(path);
    }
}
