package dev.actrunner.console.scaleset.export;

/**
 * A file for a repository. It has no token: what only the owner knows stands in {@code <…>}.
 *
 * @param path the file's name
 * @param content its text
 */
public record ExportedFile(String path, String content) {}
