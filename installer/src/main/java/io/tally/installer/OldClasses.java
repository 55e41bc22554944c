// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// Which classes of the image are too old for a class cache, and what are they as newer ones?
///
/// The JVM keeps no class in a cache that was compiled for Java 5 or before: such classes lack the
/// frames by which it is verified, so they are read and verified anew, slowly, at each start. Here
/// they get those frames and Java 8's version; what they do stays the same. Signed jars are left as
/// they are.
final class OldClasses {
  private static final int OLDEST_KEPT = ClassFile.JAVA_6_VERSION;

  private OldClasses() {}

  /// Looks for them.
  ///
  /// @param words the folder whose jars are looked through
  public static void main(String[] words) throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(words[0]), "*.jar")) {
      for (Path jar : jars) {
        if (hasOldClasses(jar)) {
          renew(jar);
        }
      }
    }
  }

  private static boolean hasOldClasses(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      boolean old = false;
      for (Enumeration<JarEntry> all = file.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        if (entry.getName().matches("META-INF/[^/]+\\.SF")) {
          return false;
        }
        old |= isOld(entry, file);
      }
      return old;
    }
  }

  private static boolean isOld(JarEntry entry, JarFile file) throws IOException {
    if (!entry.getName().endsWith(".class")) {
      return false;
    }
    try (InputStream bytes = file.getInputStream(entry)) {
      byte[] head = bytes.readNBytes(8);
      return ((head[6] & 0xFF) << 8 | (head[7] & 0xFF)) < OLDEST_KEPT;
    }
  }

  private static void renew(Path jar) throws IOException {
    Path renewed = jar.resolveSibling(jar.getFileName() + ".new");
    try (JarFile file = new JarFile(jar.toFile());
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(renewed))) {
      // Code that goes on with the constants of old is copied as it is, without frames.
      ClassFile classes =
          ClassFile.of(
              ClassFile.ConstantPoolSharingOption.NEW_POOL,
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
              ClassFile.ClassHierarchyResolverOption.of(relations(file)));
      for (Enumeration<JarEntry> all = file.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        byte[] bytes = file.getInputStream(entry).readAllBytes();
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        out.write(isOld(entry, file) ? renewed(classes, bytes) : bytes);
        out.closeEntry();
      }
    }
    Files.move(renewed, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Which class extends which, in the jar and in the JDK.
  private static ClassHierarchyResolver relations(JarFile file) {
    return ClassHierarchyResolver.ofResourceParsing(
            name -> {
              JarEntry entry =
                  file.getJarEntry(
                      name.packageName().replace('.', '/') + "/" + name.displayName() + ".class");
              try {
                return entry == null ? null : file.getInputStream(entry);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .orElse(ClassHierarchyResolver.defaultResolver());
  }

  /// The same class with frames, which are made anew with its code.
  static byte[] renewed(ClassFile classes, byte[] bytes) {
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
          } else {
            builder.with(element);
          }
        };
    return classes.transformClass(
        classes.parse(bytes),
        version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
  }
}
