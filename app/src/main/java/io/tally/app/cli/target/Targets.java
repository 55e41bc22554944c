// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.target;

import io.tally.app.cli.terminal.Output;
import io.tally.app.cli.terminal.Terminal;
import io.tally.app.outlet.Outlet;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Login;
import io.tally.protocol.endpoint.Route;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.service.Service;
import io.tally.protocol.service.ServiceServer;
import io.tally.protocol.service.Services;
import io.tally.protocol.tls.Fingerprint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Where does the command line say that the programme goes, by which ways, and with which keys?
public final class Targets {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<TargetOptions> targets = new ArrayList<>();

  /// The outlets in the order of the words; none for the embedded ingest.
  ///
  /// @throws IOException with a sentence when a key's file cannot be used
  /// @throws ParameterException with a sentence when a URL or name cannot be used
  public List<Outlet> outlets(Map<String, String> environment, Output output) throws IOException {
    if (targets.isEmpty()) {
      return List.of();
    }
    Services services = Services.known();
    Set<String> ids = new HashSet<>();
    List<Outlet> outlets = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      outlets.add(outlet(targets.get(i), i + 1, services, ids, environment, output));
    }
    return outlets;
  }

  private Outlet outlet(
      TargetOptions target,
      int number,
      Services services,
      Set<String> ids,
      Map<String, String> environment,
      Output output)
      throws IOException {
    Optional<Service> named =
        Optional.ofNullable(target.service).map(name -> named(name, services));
    String url = url(target, named);
    Secret key =
        target.keyFile != null ? Keys.read(target.keyFile) : Keys.ofTarget(number, environment);
    Endpoint given = parse(url, key);
    Optional<Service> service = named.or(() -> services.of(given.url()));
    Endpoint endpoint = withKey(given, key, number, output);
    String name = service.filter(Targets::hasName).map(Service::name).orElse(endpoint.host());
    String id = service.filter(Targets::hasName).map(Service::id).orElse(endpoint.host());
    int copies = 1;
    while (!ids.add(copies == 1 ? id : id + "-" + copies)) {
      copies++;
    }
    return new Outlet(
        copies == 1 ? id : id + "-" + copies,
        copies == 1 ? name : name + " " + copies,
        endpoint,
        service,
        route(target, environment, output),
        target.pins.stream().map(this::pin).toList(),
        true);
  }

  /// Servers of one's own are called by their hosts.
  private static boolean hasName(Service service) {
    return !service.hosts().isEmpty() || service.testQuery().isPresent();
  }

  private Service named(String name, Services services) {
    return services
        .named(name)
        .orElseThrow(() ->
            wrong(
                "There is no service %s; Tally knows %s. For any other give its URL with --to."
                    .formatted(
                        name, String.join(", ", services.all().stream().map(Service::id).toList())),
                null));
  }

  private String url(TargetOptions target, Optional<Service> service) {
    if (target.url != null) {
      return target.url;
    }
    if (service.isEmpty()) {
      throw wrong(
          "A target has neither --to nor --service; write what belongs to it after its --to", null);
    }
    return service
        .flatMap(Service::standardServer)
        .map(ServiceServer::url)
        .orElseThrow(() ->
            wrong(
                "The address of %s is each person's own: give it with --to, such as %s"
                    .formatted(service.get().name(), service.get().servers().getFirst().url()),
                null));
  }

  private Endpoint withKey(Endpoint given, Secret key, int number, Output output) {
    if (!key.isEmpty()) {
      return given;
    }
    if (given.key().isEmpty() && given.isSrt()) {
      return given; // many listeners ask for no stream id
    }
    if (given.key().isEmpty()) {
      Secret typed = Terminal.askSecret("Stream key for " + given.url()).orElse(given.key());
      return new Endpoint(given.url(), typed, given.login());
    }
    output.problem(
        "the stream key is a part of the command line, where other users of this machine can see"
            + " it. Give it in the environment variable "
            + Keys.variable(number)
            + " or with --key-file instead.");
    return given;
  }

  private static Route route(TargetOptions target, Map<String, String> environment, Output output) {
    Route.Proxy proxy = target.proxy;
    if (proxy != null && proxy.login().isPresent()) {
      Login login = proxy.login().get();
      Secret password = Keys.ofProxy(environment);
      if (!password.isEmpty()) {
        proxy =
            new Route.Proxy(
                proxy.kind(),
                proxy.host(),
                proxy.port(),
                Optional.of(new Login(login.user(), password)));
      } else if (!login.password().isEmpty()) {
        output.problem(
            "the proxy's password is a part of the command line, where other users of this machine"
                + " can see it. Give it in the environment variable TALLY_PROXY_PASSWORD instead.");
      }
    }
    return new Route(Optional.ofNullable(proxy), Optional.ofNullable(target.bindAddress));
  }

  private Fingerprint pin(String text) {
    try {
      return Fingerprint.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), e);
    }
  }

  private Endpoint parse(String address, Secret key) {
    try {
      return Endpoint.parse(address, key);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), e);
    }
  }

  private ParameterException wrong(String sentence, @Nullable Throwable cause) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), sentence, cause);
  }
}
