# Dalil as one container: `docker build -t dalil .`, then `docker run -p 8501:8501 -v dalil:/store dalil`. See docs/DEPLOY.md.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /dalil

COPY requirements.txt ./
RUN pip install --only-binary=:all: -r requirements.txt

COPY app.py frame.py LICENSE ./
COPY .streamlit .streamlit
COPY data data
COPY geo geo
COPY ui ui
COPY export export
COPY server server
COPY web web
COPY pages pages
RUN python -m data check && useradd --system --create-home dalil && mkdir /store && chown dalil /store

# The code stays read-only for the one who runs it; added documents go to the volume, or to the server that DALIL_STORE names.
USER dalil
ENV DALIL_STORE=sqlite:////store/dalil.sqlite
VOLUME /store
EXPOSE 8501
HEALTHCHECK --start-period=60s --interval=30s --timeout=5s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
CMD ["streamlit", "run", "app.py", "--server.address=0.0.0.0", "--server.port=8501"]
