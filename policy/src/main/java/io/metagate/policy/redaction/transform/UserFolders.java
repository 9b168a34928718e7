package io.metagate.policy.redaction.transform;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The folders of file systems in which each entry is named after a person: homes, profiles, mailboxes. */
final class UserFolders {

    private static final int LONGEST_SHARD = 2;
    private static final Pattern SEPARATORS = Pattern.compile("[/\\\\]+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}]+");
    private static final Set<String> STEPS = Set.of("", ".", "..");
    private static final Set<String> WORDS = Set.of(
            // homes and profiles
            "home",
            "homes",
            "homedir",
            "homedirs",
            "user",
            "users",
            "userdata",
            "userhome",
            "userhomes",
            "profile",
            "profiles",
            "people",
            "persons",
            "staff",
            "students",
            "employees",
            "members",
            "customers",
            "media",
            // mail and what else is kept for each user
            "mail",
            "mails",
            "mailbox",
            "mailboxes",
            "maildir",
            "maildirs",
            "vmail",
            "email",
            "emails",
            "imap",
            "spool",
            "cron",
            "crontabs",
            // as systems in other languages call them
            "benutzer",
            "einstellungen",
            "settings",
            "utilisateurs",
            "usuarios",
            "usuários",
            "utenti",
            "utilizadores",
            "gebruikers",
            "användare",
            "brukere",
            "brugere",
            "käyttäjät",
            "użytkownicy",
            "uživatelé",
            "kullanıcılar",
            "пользователи",
            "користувачі",
            "ユーザー",
            "用户",
            "使用者",
            "사용자");

    private UserFolders() {}

    /**
     * Whether an entry right below may be named after a person. Also so below folders of one or two characters in such
     * a folder, by which large sites part their users, at the server or share of a UNC path, and below a name with
     * percent signs, which may stand for separators.
     *
     * @param path a folder with its separator at the end; empty where nothing is known
     */
    static boolean mayHold(String path) {
        List<String> names = names(path);
        boolean network =
                path.length() > 1 && SEPARATORS.matcher(path.substring(0, 2)).matches();
        if (network && names.size() < 2) {
            return true;
        }
        int at = names.size() - 1;
        while (at > 0 && isShard(names.get(at)) && !isOfUsers(names.get(at))) {
            at--;
        }
        return at >= 0 && isOfUsers(names.get(at));
    }

    /** The names of a path, without those that lead back. */
    private static List<String> names(String path) {
        List<String> names = new ArrayList<>();
        SEPARATORS.splitAsStream(path).forEach(name -> {
            if (name.equals("..") && !names.isEmpty()) {
                names.remove(names.size() - 1);
            } else if (!STEPS.contains(name)) {
                names.add(name);
            }
        });
        return names;
    }

    private static boolean isShard(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_SHARD;
    }

    private static boolean isOfUsers(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return name.indexOf('%') >= 0 || BETWEEN_WORDS.splitAsStream(folded).anyMatch(WORDS::contains);
    }
}
