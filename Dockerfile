# The program with a release of the facts that come with it, served at port 8000 by nobody in
# particular. Read docs/serving.md before others are let in.
#
#   docker build -t zizhu .
#   docker run --rm -p 127.0.0.1:8000:8000 zizhu
#   docker run --rm zizhu answer smic

FROM python:3.12-slim AS built

WORKDIR /src
RUN python -m venv /srv/zizhu
COPY locks/runtime.txt locks/
RUN /srv/zizhu/bin/python -m pip install --no-cache-dir --require-hashes --only-binary :all: \
    -r locks/runtime.txt
COPY . .
RUN /srv/zizhu/bin/python -m pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim

# A number and not a name, so that a cluster can see that it is not root.
RUN useradd --system --uid 10001 --no-create-home --home-dir /var/lib/zizhu \
    --shell /usr/sbin/nologin zizhu \
 && install -d -o 10001 -g 10001 /var/lib/zizhu
COPY --from=built /srv/zizhu /srv/zizhu
# What is compiled for this machine is kept beside the releases, where the program may write.
ENV PATH=/srv/zizhu/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    ZIZHU_HOME=/var/lib/zizhu \
    NUMBA_CACHE_DIR=/var/lib/zizhu/compiled
USER 10001:10001
WORKDIR /var/lib/zizhu
RUN zizhu build && zizhu answer smic > /dev/null
VOLUME /var/lib/zizhu
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=6s --start-period=60s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=5)"]
ENTRYPOINT ["zizhu"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
