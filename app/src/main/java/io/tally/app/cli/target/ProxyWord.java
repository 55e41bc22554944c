// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.target;

import io.tally.protocol.endpoint.Login;
import io.tally.protocol.endpoint.Route.Proxy;
import io.tally.protocol.endpoint.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Which proxy is meant by a word such as `socks5://user@host:1080`?
final class ProxyWord implements ITypeConverter<Proxy> {
  @Override
  public Proxy convert(String word) {
    try {
      URI address = new URI(word);
      String host = address.getHost();
      Proxy.Kind kind =
          switch (String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT)) {
            case "http" -> Proxy.Kind.HTTP;
            case "socks5" -> Proxy.Kind.SOCKS5;
            default -> throw unusable();
          };
      if (host == null || address.getPort() <= 0 || address.getPort() > 65535) {
        throw unusable();
      }
      return new Proxy(
          kind, host.replaceAll("^\\[|]$", ""), address.getPort(), login(address.getUserInfo()));
    } catch (URISyntaxException _) {
      throw unusable();
    }
  }

  private static Optional<Login> login(@Nullable String userInfo) {
    if (userInfo == null || userInfo.isEmpty()) {
      return Optional.empty();
    }
    int colon = userInfo.indexOf(':');
    return Optional.of(
        colon < 0
            ? new Login(userInfo, Secret.of(""))
            : new Login(userInfo.substring(0, colon), Secret.of(userInfo.substring(colon + 1))));
  }

  /// Without the word, which may hold a password.
  private static TypeConversionException unusable() {
    return new TypeConversionException(
        "the proxy cannot be read: it looks like http://host:3128 or socks5://user@host:1080");
  }
}
