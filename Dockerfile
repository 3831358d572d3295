# Builds dist/ on any system that has podman or docker, with the toolchain of every release, Debian 12's:
#
#   podman build --tag tailchat-login-build .
#   podman run --rm --volume "$PWD:/out" tailchat-login-build
#
# The bytes are those of any other build; the log of the first command has their sha256.
FROM node:24-bookworm-slim
WORKDIR /source
# What is missing would be installed by the build itself; named here, it is not installed again after each change.
RUN apt-get -q update && apt-get -q install -y --no-install-recommends ca-certificates cmake emscripten ninja-build
COPY . .
RUN npm run build
CMD ["cp", "-r", "dist", "/out/"]
