import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Builds paths as java.security.cert does. A line "id time leaf untrusted trust" gives a line "id why", empty if trusted. */
class Pkix {
  static X509Certificate read(CertificateFactory factory, String text) throws Exception {
    return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(text)));
  }

  /** Those of a list that can be read. */
  static List<X509Certificate> readAll(CertificateFactory factory, String texts) {
    List<X509Certificate> list = new ArrayList<>();
    if (texts.equals("-")) return list;
    for (String text : texts.split(",")) {
      try {
        list.add(read(factory, text));
      } catch (Exception unreadable) {
        // As good as not given.
      }
    }
    return list;
  }

  static String validate(CertificateFactory factory, String[] fields) {
    try {
      X509Certificate leaf = read(factory, fields[2]);
      List<X509Certificate> pool = readAll(factory, fields[3]);
      Set<TrustAnchor> anchors = new HashSet<>();
      for (X509Certificate anchor : readAll(factory, fields[4])) anchors.add(new TrustAnchor(anchor, null));
      if (anchors.isEmpty()) return "no anchor can be read";
      pool.add(leaf);
      X509CertSelector target = new X509CertSelector();
      target.setCertificate(leaf);
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
      parameters.setRevocationEnabled(false);
      parameters.setMaxPathLength(-1);
      parameters.setDate(new Date(Long.parseLong(fields[1]) * 1000));
      parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(pool)));
      CertPathBuilder.getInstance("PKIX").build(parameters);
      return "";
    } catch (CertPathBuilderException failure) {
      Throwable cause = failure.getCause();
      while (cause != null && !(cause instanceof CertPathValidatorException)) cause = cause.getCause();
      return cause == null ? "no path" : ((CertPathValidatorException) cause).getReason().toString() + ": " + cause.getMessage();
    } catch (Exception failure) {
      return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
  }

  public static void main(String[] arguments) throws Exception {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    StringBuilder out = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] fields = line.split(" ");
      out.append(fields[0]).append(' ').append(validate(factory, fields).replaceAll("\\s+", " ")).append('\n');
    }
    System.out.print(out);
  }
}
