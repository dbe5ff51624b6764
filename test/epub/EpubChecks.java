import com.adobe.epubcheck.tool.EpubChecker;

/** Checks several books in one Java machine: starting it and loading the schemas takes longer than twenty books. */
public class EpubChecks {
  public static void main(String[] books) {
    for (String book : books) new EpubChecker().run(new String[] {book, "--json", book + ".json"});
  }
}
