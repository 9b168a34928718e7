package io.metagate.policy.redaction.transform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The closed list of extensions that a masked file name may keep: of documents, images, audio, video, archives, source,
 * data, mail, disks. What is not in it may be somebody's name. Known extensions of one letter and those that are given
 * names too, such as {@code max} or {@code deb}, are not in it.
 */
final class FileExtensions {

    private static final Set<String> COMPRESSED = words("gz bz2 xz zst lz4 lzma gpg pgp");
    private static final Set<String> KNOWN = words(
            "gz bz2 xz zst lz4 lzma gpg pgp zip rar 7z tar tgz tbz2 txz cab arj cpio jar war iso img dmg pkg rpm apk msi",
            "pdf txt rtf doc docx docm dotx odt ott wps wpd hwp hwpx pages md rst adoc epub mobi djvu xps pub vsd vsdx mpp",
            "xls xlsx xlsm xlsb xltx ods csv tsv numbers ppt pptx pptm pps ppsx odp odg",
            "jpg jpeg png gif bmp tif tiff webp heic heif svg ico psd eps raw cr2 cr3 nef arw dng orf rw2 jxl avif",
            "mp3 wav flac aac ogg oga opus m4a wma aif aiff midi",
            "mp4 m4v mkv avi mov wmv flv webm mpg mpeg 3gp vob",
            "html htm xhtml css scss js mjs jsx ts tsx vue php asp aspx jsp java kt py ipynb rb cpp hpp cs sh bash ps1 bat",
            "json jsonl ndjson xml xsd xsl xslt yaml yml toml ini cfg conf properties log sql db sqlite sqlite3 mdb accdb",
            "dbf mdf ldf bson parquet avro dump dat bin bak old orig tmp swp lock part",
            "eml emlx msg mbox pst ost nsf vcf ics",
            "exe dll sys ttf otf woff woff2 dwg dxf stl stp gpx kml kmz shp geojson",
            "vmdk vhd vhdx vdi qcow2 ova ovf vbk vib pem crt cer csr p12 pfx jks");

    private FileExtensions() {}

    /**
     * The known extension of a file's name, with its dot; two where the last one says how another was packed; empty if
     * there is none.
     */
    static String of(String name) {
        int last = known(name, name.length());
        if (last == name.length()) {
            return "";
        }
        int packed = known(name, last);
        return name.substring(COMPRESSED.contains(lowerCase(name.substring(last + 1))) ? packed : last);
    }

    /** Where the dot of the known extension is that ends there; that end if there is none, or no name before it. */
    private static int known(String name, int end) {
        int dot = name.lastIndexOf('.', end - 1);
        boolean named = name.chars().limit(Math.max(dot, 0)).anyMatch(c -> c != '.');
        return named && KNOWN.contains(lowerCase(name.substring(dot + 1, end))) ? dot : end;
    }

    /**
     * ASCII in lower case; what has other letters as it is, for such a letter may have an ASCII one as its lower case.
     */
    private static String lowerCase(String extension) {
        return extension.chars().allMatch(c -> c < 0x80) ? extension.toLowerCase(Locale.ROOT) : extension;
    }

    private static Set<String> words(String... lines) {
        return Arrays.stream(lines)
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .collect(Collectors.toUnmodifiableSet());
    }
}
