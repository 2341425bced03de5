FROM python:3.11-slim

RUN useradd --create-home --uid 1000 alongside
WORKDIR /home/alongside/app

COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt

COPY . .
RUN pip install --no-cache-dir --no-deps --no-build-isolation . && install -d -o alongside var

USER alongside
VOLUME /home/alongside/app/var
STOPSIGNAL SIGTERM
CMD ["alongside", "run"]
